"""apigatewayv2-api-valid: HTTP and WebSocket APIs must have authorizers and integrations of their kind."""

from dataclasses import replace

from policypack.aws.apigatewayv2 import (
    API,
    AUTHORIZER,
    INTEGRATION,
    MODEL,
    ROUTE,
    ROUTE_RESPONSE,
    STAGE,
    SUBTYPES,
    VPC_LINK,
)
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Map,
    Remove,
    Set,
    argument,
    fix,
    form,
    joined,
    nearest,
    needs,
    note,
    one_of,
    only_with,
)
from policypack.model.conditions import Condition, Words
from policypack.model.facts import is_not
from policypack.rule import constraints_rule

REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/"
APIS, ROUTES = f"{REFERENCE}apis.html", f"{REFERENCE}apis-apiid-routes.html"
AUTHORIZERS, INTEGRATIONS = f"{REFERENCE}apis-apiid-authorizers.html", f"{REFERENCE}apis-apiid-integrations.html"
INVALID = "BadRequestException: One of the parameters in the request is invalid."
JWT = {"issuer": "https://login.example.com", "audiences": ["orders"]}

SERVICES = (
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html"
)
MAPPINGS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html"
LOGGING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html"
SELECTIONS = ("$request.method $request.path", "${request.method} ${request.path}")
OVER_HTTP: Inputs = {
    "integrationType": "HTTP_PROXY",
    "integrationUri": "https://example.com",
    "integrationMethod": "GET",
}
TO_QUEUE: Inputs = {
    "integrationType": "AWS_PROXY",
    "integrationUri": None,
    "integrationMethod": None,
    "integrationSubtype": "SQS-SendMessage",
    "credentialsArn": "arn:aws:iam::123456789012:role/orders",
    "requestParameters": Map({"QueueUrl": "$request.header.queue", "MessageBody": "$request.body.message"}),
}
THROUGH_LINK: Inputs = {"connectionType": "VPC_LINK", "connectionId": "abc123"}
LOGGED: Inputs = {
    "destinationArn": "arn:aws:logs:us-east-1:123456789012:log-group:orders",
    "format": "$context.requestId",
}
OF_HTTP = r"\$(?:request\.(?:header|querystring)|context|stageVariables)\.\S+"
OF_MESSAGES = r"(?:route\.request\.(?:header|querystring)|context|stageVariables)\.\S+"
BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012"

origins = argument("corsConfiguration.allowOrigins")
subtype, destination = argument("integrationSubtype"), argument("accessLogSettings.destinationArn")
log_format = argument("accessLogSettings.format")
BY_FUNCTION: Inputs = {
    "authorizerType": "REQUEST",
    "authorizerUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:us-east-1:123456789012:function:orders/invocations",
}


RULE = constraints_rule(
    id="apigatewayv2-api-valid",
    service="API Gateway",
    summary="HTTP and WebSocket APIs must have valid CORS, authorizers and integrations",
    rationale="""
        Browsers take no answer with credentials from an API that allows every origin, so API Gateway takes no such
        configuration. A JWT authorizer names its issuer and audience, and a route that is authorized by an authorizer
        names it. An integration through a VPC link names the link, and a listener behind it. One that calls an action
        of a service names a role for it.
    """,
    since="0.2.0",
    constraints={
        API: (
            Constraint(
                demand=~origins.contains("*"),
                when=argument("corsConfiguration.allowCredentials").is_true(),
                error=INVALID,
                source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
                fix=fix(Set("corsConfiguration.allowOrigins", [Blank("an origin: https:// and a host name")])),
                invalid={"corsConfiguration": {"allowCredentials": True, "allowOrigins": ["*"]}},
                valid={
                    "corsConfiguration": {"allowCredentials": True, "allowOrigins": ["https://shop.example.com"]},
                },
            ),
            Constraint(
                demand=argument("corsConfiguration").is_empty(),
                when=argument("protocolType").equals("WEBSOCKET"),
                error="BadRequestException: Cors is not supported for WEBSOCKET protocolType",
                source=APIS,
                fix=fix(Remove("corsConfiguration")),
                invalid={
                    "protocolType": "WEBSOCKET",
                    "corsConfiguration": {"allowOrigins": ["https://shop.example.com"]},
                },
                valid={"protocolType": "WEBSOCKET"},
            ),
            Constraint(
                demand=argument("routeSelectionExpression")
                .one_of(*SELECTIONS)
                .called(
                    "routeSelectionExpression is the method and the path of the request",
                    "routeSelectionExpression must be the method and the path of the request",
                    fails="routeSelectionExpression is not the method and the path of the request",
                ),
                when=argument("protocolType").equals("HTTP") & argument("routeSelectionExpression").is_given().unsaid(),
                error="BadRequestException: Route selection expression is currently limited to ...",
                source=APIS,
                fix=fix(Remove("routeSelectionExpression")),
                invalid={"routeSelectionExpression": "$request.body.action"},
                valid={"routeSelectionExpression": "$request.method $request.path"},
            ),
        ),
        AUTHORIZER: (
            needs(
                {"authorizerType": "JWT"},
                "jwtConfiguration",
                JWT,
                blank="an issuer and its audiences",
                error=INVALID,
                source=AUTHORIZERS,
            ),
            needs(
                {"authorizerType": "REQUEST"},
                "authorizerUri",
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                "arn:aws:lambda:us-east-1:123456789012:function:orders/invocations",
                blank="a function's ARN for invocation",
                error=INVALID,
                source=AUTHORIZERS,
            ),
            Constraint(
                demand=argument("identitySources").is_present(),
                when=argument("authorizerResultTtlInSeconds").at_least(1)
                & argument("authorizerType").equals("REQUEST").unsaid(),
                error="BadRequestException: Identity source must be set if authorizer caching is enabled (TTL is"
                " greater than 0)",
                source=AUTHORIZERS,
                fix=fix(
                    Set("identitySources", [Blank("a part of the request, such as $request.header.Authorization")]),
                    otherwise=Set("authorizerResultTtlInSeconds", 0),
                ),
                invalid={**BY_FUNCTION, "authorizerResultTtlInSeconds": 300, "identitySources": None},
                valid=(
                    {**BY_FUNCTION, "authorizerResultTtlInSeconds": 300},
                    {**BY_FUNCTION, "authorizerResultTtlInSeconds": 0, "identitySources": None},
                ),
            ),
            Constraint(
                demand=argument("jwtConfiguration.issuer").matches(
                    r"(?i)https://.+", "a URL that begins with https://"
                ),
                when=argument("jwtConfiguration.issuer").is_given().unsaid(),
                error="BadRequestException: Invalid issuer: Issuer is not a valid URL for JWT Authorizer",
                source=AUTHORIZERS,
                fix=fix(Set("jwtConfiguration.issuer", Blank("the issuer's URL, which begins with https://"))),
                invalid={"authorizerType": "JWT", "jwtConfiguration": {**JWT, "issuer": "login.example.com"}},
                valid={"authorizerType": "JWT", "jwtConfiguration": JWT},
            ),
            Constraint(
                demand=Condition(
                    lambda it: it.at("identitySources").all(lambda one: one.matches(rf"{OF_HTTP}|{OF_MESSAGES}")),
                    Words.be("identitySources", "expressions such as $request.header.NAME"),
                    ("identitySources",),
                ),
                when=argument("identitySources").is_given().unsaid(),
                error="BadRequestException: Invalid identity source expression: method.request.header.Authorization",
                source=AUTHORIZERS,
                fix=note("$request.header.NAME or $request.querystring.NAME, route.request.header.NAME for WebSocket"),
                invalid={**BY_FUNCTION, "identitySources": ["method.request.header.Authorization"]},
                valid=(
                    {**BY_FUNCTION, "identitySources": ["$request.header.Authorization", "$context.requestId"]},
                    {**BY_FUNCTION, "identitySources": ["route.request.querystring.token"]},
                ),
            ),
            Constraint(
                demand=Condition(
                    lambda it: it.at("identitySources").all(lambda one: is_not(one.starts_with("route."))),
                    Words.be("identitySources", "expressions such as $request.header.NAME"),
                    ("identitySources",),
                ),
                when=argument("authorizerType").equals("JWT") & argument("identitySources").is_given().unsaid(),
                error="BadRequestException: Invalid identity source expression: route.request.header.Authorization",
                source=AUTHORIZERS,
                fix=note("$request.header.NAME or $request.querystring.NAME"),
                invalid={
                    "authorizerType": "JWT",
                    "jwtConfiguration": JWT,
                    "identitySources": ["route.request.header.Authorization"],
                },
                valid={"authorizerType": "JWT", "jwtConfiguration": JWT},
            ),
            only_with(
                "enableSimpleResponses",
                True,
                {"authorizerPayloadFormatVersion": "2.0"},
                beside=BY_FUNCTION,
                error="BadRequestException: EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion"
                ' "2.0".',
                source=AUTHORIZERS,
            ),
        ),
        ROUTE: (
            needs(
                {"authorizationType": ("JWT", "CUSTOM")},
                "authorizerId",
                "abc123",
                blank="the id of an authorizer of the API",
                error="BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM"
                " or COGNITO_USER_POOLS requires a valid authorizer.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/17497",
            ),
            Constraint(
                demand=argument("authorizationScopes").is_empty(),
                when=(
                    argument("authorizationType").one_of("NONE", "AWS_IAM", "CUSTOM")
                    | argument("authorizationType").is_empty()
                ).called("authorizationType is not JWT", "authorizationType must not be JWT"),
                error="BadRequestException: Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT"
                " authorization type",
                source=ROUTES,
                fix=fix(Remove("authorizationScopes")),
                invalid=(
                    {"authorizationScopes": ["orders/read"]},
                    {"authorizationScopes": ["orders/read"], "authorizationType": "AWS_IAM"},
                ),
                valid=(
                    {},
                    {"authorizationScopes": ["orders/read"], "authorizationType": "JWT", "authorizerId": "abc123"},
                ),
            ),
        ),
        INTEGRATION: (
            needs(
                {"connectionType": "VPC_LINK"},
                "connectionId",
                "abc123",
                blank="the id of a VPC link",
                error=INVALID,
                source=INTEGRATIONS,
            ),
            Constraint(
                demand=argument("integrationMethod").is_present(),
                when=argument("integrationType").equals("HTTP_PROXY"),
                error="BadRequestException: HttpMethod parameter method must be specified for integrationType"
                " HTTPPROXY",
                source=INTEGRATIONS,
                fix=fix(Set("integrationMethod", Blank("the method of the backend, such as ANY or GET"))),
                invalid={**OVER_HTTP, "integrationMethod": None},
                valid=OVER_HTTP,
            ),
            Constraint(
                demand=~argument("payloadFormatVersion").equals("2.0"),
                when=argument("integrationType").equals("HTTP_PROXY"),
                error="BadRequestException: PayloadFormatVersion 2.0 is not supported for integration of type"
                " HTTP_PROXY",
                source=INTEGRATIONS,
                fix=fix(Remove("payloadFormatVersion")),
                invalid={**OVER_HTTP, "payloadFormatVersion": "2.0"},
                valid={**OVER_HTTP, "payloadFormatVersion": "1.0"},
            ),
            Constraint(
                demand=subtype.one_of(*SUBTYPES),
                when=subtype.is_given().unsaid(),
                error="BadRequestException: Operation: SQS-Send is not supported.",
                source=SERVICES,
                fix=fix(Set("integrationSubtype", Blank("an action, such as SQS-SendMessage"))),
                invalid={**TO_QUEUE, "integrationSubtype": "SQS-Send"},
                valid=TO_QUEUE,
            ),
            Constraint(
                demand=argument("credentialsArn").is_present(),
                when=subtype.is_given(),
                error="BadRequestException: Role ARN must be specified for AWS integration configuration with Subtype:"
                " SQS-SendMessage",
                source=SERVICES,
                fix=fix(Set("credentialsArn", Blank("the ARN of a role that may do it"))),
                invalid={**TO_QUEUE, "credentialsArn": None},
                valid=TO_QUEUE,
            ),
            Constraint(
                demand=~argument("payloadFormatVersion").equals("2.0"),
                when=subtype.is_given(),
                error="BadRequestException: Operation: SQS-SendMessage is not supported.",
                source=SERVICES,
                fix=fix(Set("payloadFormatVersion", "1.0")),
                invalid={**TO_QUEUE, "payloadFormatVersion": "2.0"},
                valid={**TO_QUEUE, "payloadFormatVersion": "1.0"},
            ),
            Constraint(
                demand=argument("timeoutMilliseconds").between(50, 30_000),
                when=argument("timeoutMilliseconds").is_given().unsaid(),
                error="BadRequestException: Timeout should be between 50 ms and 30000 ms",
                source=INTEGRATIONS,
                fix=fix(Set("timeoutMilliseconds", Blank("milliseconds: 50 to 30000"))),
                correct=nearest(50, 30_000),
                invalid=({**OVER_HTTP, "timeoutMilliseconds": 30}, {**OVER_HTTP, "timeoutMilliseconds": 60_000}),
                valid=({**OVER_HTTP, "timeoutMilliseconds": 50}, {**OVER_HTTP, "timeoutMilliseconds": 30_000}),
            ),
            Constraint(
                demand=argument("requestParameters").keys_match(
                    r"(?:append|overwrite|remove):(?:(?:header|querystring)\.\S+|path(?:\.\S+)?)"
                    r"|integration\.request\..+",
                    "append:, overwrite: or remove: and a header, a querystring or the path",
                ),
                when=argument("requestParameters").is_given().unsaid() & subtype.is_empty().unsaid(),
                error="BadRequestException: Invalid Request Actioned Parameter",
                source=MAPPINGS,
                fix=note("keys such as overwrite:header.NAME, append:querystring.NAME and overwrite:path"),
                invalid={**OVER_HTTP, "requestParameters": Map({"header.id": "$request.path.id"})},
                valid=(
                    {**OVER_HTTP, "requestParameters": Map({"append:header.id": "$request.path.id"})},
                    {**OVER_HTTP, "requestParameters": Map({"overwrite:path": "/orders"})},
                ),
            ),
            *(
                replace(
                    row.inside("responseParameters[]"),
                    invalid={**OVER_HTTP, "responseParameters": [bad]},
                    valid={**OVER_HTTP, "responseParameters": [good]},
                )
                for row, bad, good in (
                    (
                        Constraint(
                            demand=argument("mappings").keys_match(
                                r"(?:append|overwrite|remove):(?:header\.\S+|statuscode)",
                                "append:, overwrite: or remove: and a header or the status code",
                            ),
                            when=argument("mappings").is_given().unsaid(),
                            error="BadRequestException: Invalid Response Actioned Parameter destination specified: id",
                            source=MAPPINGS,
                            fix=note("keys such as overwrite:header.NAME and overwrite:statuscode"),
                            invalid={},
                            valid={},
                        ),
                        {"statusCode": "200", "mappings": Map({"header.id": "$context.requestId"})},
                        {"statusCode": "200", "mappings": Map({"append:header.id": "$context.requestId"})},
                    ),
                    (
                        Constraint(
                            demand=argument("statusCode").between(200, 599),
                            when=argument("statusCode").matches(r"\d+", "a number").unsaid(),
                            error="BadRequestException: Status Code 100 is not valid",
                            source=MAPPINGS,
                            fix=fix(Set("statusCode", Blank("200 to 599"))),
                            invalid={},
                            valid={},
                        ),
                        {"statusCode": "100", "mappings": Map({"append:header.id": "$context.requestId"})},
                        {"statusCode": "599", "mappings": Map({"append:header.id": "$context.requestId"})},
                    ),
                )
            ),
            Constraint(
                demand=~argument("integrationUri").matches(
                    r"arn:[\w-]+:elasticloadbalancing:.*:loadbalancer/.+", "the ARN of a load balancer"
                ),
                when=argument("connectionType").equals("VPC_LINK"),
                error="BadRequestException: For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or"
                " a valid Cloud Map service ARN.",
                source=INTEGRATIONS,
                fix=fix(Set("integrationUri", Blank("the ARN of a listener of the load balancer"))),
                invalid={
                    **OVER_HTTP,
                    **THROUGH_LINK,
                    "integrationUri": f"{BALANCER}:loadbalancer/app/web/0123456789abcdef",
                },
                valid={
                    **OVER_HTTP,
                    **THROUGH_LINK,
                    "integrationUri": f"{BALANCER}:listener/app/web/0123456789abcdef/0123456789abcdef",
                },
            ),
        ),
        STAGE: (
            Constraint(
                demand=destination.matches(r"arn:[\w-]+:logs:.+", "the ARN of a log group"),
                when=destination.is_given().unsaid(),
                error="BadRequestException: Invalid ARN specified in the request",
                source=LOGGING,
                fix=fix(Set(destination.path, Blank("the ARN of a log group"))),
                invalid={
                    "accessLogSettings": {
                        **LOGGED,
                        "destinationArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/orders",
                    }
                },
                valid={"accessLogSettings": LOGGED},
            ),
            Constraint(
                demand=log_format.matches(
                    r"(?s).*\$context\.(?:requestId|extendedRequestId)(?![A-Za-z]).*",
                    "a text with $context.requestId or $context.extendedRequestId",
                ),
                when=log_format.is_given().unsaid(),
                error="BadRequestException: Access Log format must include either $context.requestId or"
                " $context.extendedRequestId",
                source=LOGGING,
                fix=fix(Set(log_format.path, Blank("the present format and $context.requestId"))),
                invalid={"accessLogSettings": {**LOGGED, "format": "$context.status"}},
                valid={"accessLogSettings": LOGGED},
            ),
            form(
                "name",
                r"\$default|[A-Za-z0-9_-]+",
                "$default, or letters, digits, underscores and hyphens",
                invalid=("live/v1", "v1.2"),
                valid=("live_v1", "$default"),
                correct=joined("A-Za-z0-9_-"),
                error="BadRequestException: Stage name only allows a-zA-Z0-9_",
                source=f"{REFERENCE}apis-apiid-stages.html",
            ),
        ),
        MODEL: (
            replace(
                form(
                    "name",
                    r"[A-Za-z0-9]+",
                    "letters and digits",
                    invalid="order-line",
                    valid="OrderLine",
                    correct=joined("A-Za-z0-9", joint=""),
                    error="BadRequestException: Model name must be alphanumeric: order-line",
                    source=f"{REFERENCE}apis-apiid-models.html",
                ),
                condition="the name of a model has other characters than letters and digits",
            ),
        ),
        ROUTE_RESPONSE: (
            one_of(
                "routeResponseKey",
                "$default",
                but_not="200",
                error="BadRequestException: Currently, only $default is supported as a RouteResponseKey.",
                source=f"{REFERENCE}apis-apiid-routes-routeid-routeresponses.html",
            ),
        ),
        VPC_LINK: (
            Constraint(
                demand=argument("subnetIds").is_given(),
                error="BadRequestException: SubnetIds for a vpc link cannot be empty",
                source=f"{REFERENCE}vpclinks.html",
                fix=fix(Set("subnetIds", [Blank("the ID of a subnet")])),
                invalid={"subnetIds": []},
                valid={"subnetIds": ["subnet-0123456789abcdef0"]},
            ),
        ),
    },
    base={
        API[0]: {"protocolType": "HTTP"},
        AUTHORIZER[0]: {"apiId": "abc", "name": "orders", "identitySources": ["$request.header.Authorization"]},
        ROUTE[0]: {"apiId": "abc", "routeKey": "GET /orders"},
        INTEGRATION[0]: {"apiId": "abc", **OVER_HTTP},
        STAGE[0]: {"apiId": "abc", "name": "live"},
        MODEL[0]: {"apiId": "abc", "contentType": "application/json", "schema": "{}"},
        ROUTE_RESPONSE[0]: {"apiId": "abc", "routeId": "def456"},
        VPC_LINK[0]: {"name": "orders", "securityGroupIds": ["sg-0123456789abcdef0"]},
    },
    references=(APIS, ROUTES),
)
