"""apigateway-method-valid: Methods, integrations and authorizers of REST APIs must be whole."""

import re

from policypack.aws.apigateway.rest import (
    API_KEY,
    AUTHORIZER,
    INTEGRATION,
    INTEGRATION_RESPONSE,
    METHOD,
    MODEL,
    RESOURCE,
    REST_API,
    STAGE,
    VERBS,
)
from policypack.constraint import (
    Constraint,
    Inputs,
    Json,
    Map,
    argument,
    fits,
    fix,
    form,
    joined,
    needs,
    one_of,
    within,
)
from policypack.fix import Blank, Remove, Set, note
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/apigateway/latest/api"
PUT_INTEGRATION, CREATE_AUTHORIZER = f"{API}/API_PutIntegration.html", f"{API}/API_CreateAuthorizer.html"
NO_AUTHORIZER = (
    "BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
    " COGNITO_USER_POOLS requires a valid authorizer."
)
INVOCATION = (
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:us-east-1:123456789012:function:orders/invocations"
)
OVER_HTTP: Inputs = {"type": "HTTP_PROXY", "uri": "https://orders.example.com", "integrationHttpMethod": "GET"}
OVER_AWS: Inputs = {"type": "AWS_PROXY", "uri": INVOCATION, "integrationHttpMethod": "POST"}

PARAMETER = r"method\.request\.(?:multivalue)?(?:querystring|path|header)\.\S+"
EXPRESSION = rf"{PARAMETER}|method\.request\.body.*|context\..+|stageVariables\..+"
IDENTITY = r"(?:method\.request\.(?:multivalue)?(?:querystring|header)|context|stageVariables)\.[^,\s]+"
SCHEMA_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")

kind, uri = argument("type"), argument("uri")
credentials, sources = argument("credentials"), argument("identitySource")
pattern = argument("selectionPattern")
UNBALANCED = ("unterminated character set", "missing ), unterminated subpattern", "unbalanced parenthesis")


def pattern_error(text: Plain) -> str | None:
    """Brackets that no dialect of regular expressions takes: one is not closed, or not opened."""
    if not isinstance(text, str):
        return None
    try:
        re.compile(text)
    except re.error as error:
        return f"it has an {error.msg}" if error.msg in UNBALANCED else None
    except (OverflowError, RecursionError, ValueError):
        return None
    return None


def schema_error(schema: Plain) -> str | None:
    """The type of the whole is one of JSON Schema's."""
    own = schema.get("type") if isinstance(schema, dict) else None
    return f'its "type" is "{own}"' if isinstance(own, str) and own not in SCHEMA_TYPES else None


def verb(path: str) -> Constraint:
    """A method of HTTP, as API Gateway writes it."""
    return one_of(
        path,
        *VERBS,
        but_not="get",
        error="BadRequestException: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,"
        "HEAD,ANY",
        source=f"{API}/API_PutMethod.html",
    )


RULE = constraints_rule(
    id="apigateway-method-valid",
    service="API Gateway",
    summary="Methods, integrations and authorizers of REST APIs must be whole",
    rationale="""
        A method that an authorizer authorizes names it. An integration that calls something says with which HTTP method
        and where: an HTTP integration has a URL, one of AWS the ARN of an action of API Gateway's. Authorizers name a
        function or a user pool. A part of a path has no slash, and names of stages and models few signs.
    """,
    since="0.2.0",
    references=(PUT_INTEGRATION,),
    constraints={
        METHOD: (
            Constraint(
                demand=argument("authorizationScopes").is_empty(),
                when=argument("authorization").one_of("NONE", "AWS_IAM", "CUSTOM"),
                error="BadRequestException: Authorization scopes are only supported for COGNITO_USER_POOLS"
                " authorization.",
                source=f"{API}/API_PutMethod.html",
                fix=fix(Remove("authorizationScopes")),
                invalid={"authorization": "NONE", "authorizationScopes": ["orders/read"]},
                valid=(
                    {"authorization": "NONE"},
                    {
                        "authorization": "COGNITO_USER_POOLS",
                        "authorizerId": "abc123",
                        "authorizationScopes": ["orders/read"],
                    },
                ),
            ),
            needs(
                {"authorization": ("CUSTOM", "COGNITO_USER_POOLS")},
                "authorizerId",
                "abc123",
                blank="the ID of an authorizer of the API",
                error=NO_AUTHORIZER,
                source="https://github.com/hashicorp/terraform-provider-aws/issues/48053",
            ),
            verb("httpMethod"),
            Constraint(
                demand=argument("requestParameters").keys_match(PARAMETER, "a parameter of the request"),
                when=argument("requestParameters").is_given().unsaid(),
                error="BadRequestException: Invalid mapping expression parameter specified: id",
                source=f"{API}/API_PutMethod.html",
                fix=note(
                    "keys such as method.request.querystring.NAME, method.request.path.NAME and"
                    " method.request.header.NAME"
                ),
                invalid={"requestParameters": Map({"id": True})},
                valid={"requestParameters": Map({"method.request.path.id": True})},
            ),
        ),
        INTEGRATION: (
            needs(
                {"type": ("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY")},
                "integrationHttpMethod",
                "POST",
                beside=OVER_AWS,
                error="BadRequestException: Enumeration value for HttpMethod must be non-empty",
                source="https://github.com/hashicorp/terraform/pull/5990",
            ),
            needs(
                {"connectionType": "VPC_LINK"},
                "connectionId",
                "abc123",
                blank="the ID of a VPC link",
                beside=OVER_HTTP,
                error="BadRequestException: Connection ID is required for a VPC_LINK connection.",
                source=PUT_INTEGRATION,
            ),
            Constraint(
                demand=uri.matches(r"(?i)https?://.+|.*\$\{stageVariables\..*", "a URL that begins with http"),
                when=kind.one_of("HTTP", "HTTP_PROXY") & uri.is_given().unsaid(),
                error="BadRequestException: Invalid HTTP endpoint specified for URI",
                source=PUT_INTEGRATION,
                fix=fix(Set("uri", Blank("a URL that begins with http:// or https://"))),
                invalid={**OVER_HTTP, "uri": "orders.example.com"},
                valid=(OVER_HTTP, {**OVER_HTTP, "uri": "https://${stageVariables.host}/orders"}),
            ),
            Constraint(
                demand=uri.matches(r"arn:[a-z-]+:apigateway:.+", "the ARN of an action of API Gateway's"),
                when=kind.one_of("AWS", "AWS_PROXY") & uri.is_given().unsaid(),
                error="BadRequestException: Invalid ARN specified in the request",
                source=PUT_INTEGRATION,
                fix=fix(Set("uri", Blank("a function's ARN for invocation"))),
                invalid={**OVER_AWS, "uri": "arn:aws:lambda:us-east-1:123456789012:function:orders"},
                valid=OVER_AWS,
            ),
            verb("integrationHttpMethod"),
            Constraint(
                demand=argument("requestParameters").values_match(
                    rf"(?s)|'.*'|{EXPRESSION}", "a text in single quotes or a parameter of the request"
                ),
                when=argument("requestParameters").is_given().unsaid(),
                error="BadRequestException: Invalid mapping expression specified: application/json",
                source=PUT_INTEGRATION,
                fix=note("fixed values in single quotes, such as 'application/json'"),
                invalid={"requestParameters": Map({"integration.request.header.Accept": "application/json"})},
                valid=(
                    {"requestParameters": Map({"integration.request.header.Accept": "'application/json'"})},
                    {"requestParameters": Map({"integration.request.path.id": "method.request.path.id"})},
                    {"requestParameters": Map({"integration.request.header.Id": "context.requestId"})},
                ),
            ),
            Constraint(
                demand=credentials.matches(r"arn:.+|.*\$\{stageVariables\..*", "the ARN of a role"),
                when=credentials.is_given().unsaid(),
                error="BadRequestException: Invalid ARN specified in the request",
                source=PUT_INTEGRATION,
                fix=fix(Set("credentials", Blank("the ARN of a role"))),
                invalid={**OVER_AWS, "credentials": "orders"},
                valid=(
                    {**OVER_AWS, "credentials": "arn:aws:iam::123456789012:role/orders"},
                    {**OVER_AWS, "credentials": "arn:aws:iam::*:user/*"},
                ),
            ),
            Constraint(
                demand=argument("timeoutMilliseconds").at_least(50),
                when=argument("timeoutMilliseconds").is_given().unsaid(),
                error="BadRequestException: Timeout should be between 50 ms and 29000 ms",
                source=PUT_INTEGRATION,
                fix=fix(Set("timeoutMilliseconds", Blank("milliseconds: 50 or more"))),
                invalid={"timeoutMilliseconds": 29},
                valid=({"timeoutMilliseconds": 50}, {"timeoutMilliseconds": 29000}),
            ),
        ),
        INTEGRATION_RESPONSE: (
            Constraint(
                demand=fits(pattern, "a regular expression", pattern_error),
                when=pattern.is_given().unsaid(),
                error="BadRequestException: Invalid regex pattern specified",
                source=f"{API}/API_PutIntegrationResponse.html",
                fix=fix(Set("selectionPattern", Blank("a regular expression whose brackets are closed"))),
                invalid={"selectionPattern": "(4[0-9]{2}"},
                valid=({"selectionPattern": "4[0-9]{2}"}, {"selectionPattern": "(?i).*Error.*"}),
            ),
        ),
        RESOURCE: (
            form(
                "pathPart",
                r"[^/{}\s?#]+|\{[^/{}\s]+\}",
                "one part of a path, or one variable in braces",
                invalid=("orders/open", "my orders"),
                valid=("orders", "{id}", "{proxy+}"),
                error="BadRequestException: Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                " variable and curly braces at the beginning and the end.",
                source=f"{API}/API_CreateResource.html",
            ),
        ),
        AUTHORIZER: (
            needs(
                {"type": ("TOKEN", "REQUEST")},
                "authorizerUri",
                INVOCATION,
                blank="a function's ARN for invocation",
                error="BadRequestException: Invalid Authorizer URI: null.",
                source=CREATE_AUTHORIZER,
            ),
            needs(
                {"type": "COGNITO_USER_POOLS"},
                "providerArns",
                ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcdefghi"],
                blank="the ARNs of user pools",
                error="BadRequestException: COGNITO_USER_POOLS authorizers must have at least one provider ARN.",
                source=CREATE_AUTHORIZER,
            ),
            within(
                "authorizerResultTtlInSeconds",
                0,
                3600,
                error="BadRequestException: Authorizer result TTL outside allowable range. TTL must be between 0 and"
                " 3600 seconds.",
                source=CREATE_AUTHORIZER,
            ),
            Constraint(
                demand=argument("authorizerUri").matches(
                    r"arn:[\w-]+:apigateway:.+", "the ARN of an action of API Gateway's"
                ),
                when=(kind.is_empty() | kind.one_of("TOKEN", "REQUEST")).unsaid()
                & argument("authorizerUri").is_given().unsaid(),
                error="BadRequestException: Invalid Authorizer URI: arn:aws:lambda:us-east-1:123456789012:function:"
                "authorize. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function"
                " invocation.",
                source=CREATE_AUTHORIZER,
                fix=fix(Set("authorizerUri", Blank("a function's ARN for invocation"))),
                invalid={"authorizerUri": "arn:aws:lambda:us-east-1:123456789012:function:authorize"},
                valid={"authorizerUri": INVOCATION},
            ),
            Constraint(
                demand=sources.matches(
                    rf"\s*{IDENTITY}(?:\s*,\s*{IDENTITY})*\s*", "parameters of the request with commas between them"
                ),
                when=kind.equals("REQUEST") & sources.is_given().unsaid(),
                error="BadRequestException: Invalid request identity source expression: header.Auth. The sources must"
                " be separated by comma, and each source must be either a method request parameter or a stage variable",
                source=CREATE_AUTHORIZER,
                fix=fix(Set("identitySource", Blank("parameters such as method.request.header.Authorization"))),
                invalid={"type": "REQUEST", "identitySource": "header.Auth"},
                valid=(
                    {"type": "REQUEST", "identitySource": "method.request.header.Auth"},
                    {"type": "REQUEST", "identitySource": "method.request.querystring.key, context.identity.sourceIp"},
                ),
            ),
        ),
        STAGE: (
            form(
                "stageName",
                r"[A-Za-z0-9_-]+",
                "letters, digits, underscores and hyphens",
                invalid=("live/v1", "v1.2"),
                valid="live_v1",
                correct=joined("A-Za-z0-9_-"),
                error="BadRequestException: Stage name only allows a-zA-Z0-9_",
                source=f"{API}/API_CreateStage.html",
            ),
        ),
        MODEL: (
            form(
                "name",
                r"[A-Za-z0-9]+",
                "letters and digits",
                invalid=("order-line", "order_line"),
                valid="OrderLine",
                correct=joined("A-Za-z0-9", joint=""),
                error="BadRequestException: Model name must be alphanumeric: order-line",
                source=f"{API}/API_CreateModel.html",
            ),
            form(
                "contentType",
                r"[^/\s]+/[^/\s].*",
                "a media type, such as application/json",
                invalid="json",
                valid=("application/json", "text/plain; charset=utf-8"),
                error="BadRequestException: Invalid content type specified: json",
                source=f"{API}/API_CreateModel.html",
            ),
            Constraint(
                demand=argument("schema").holds("a schema whose type is one of JSON Schema's", schema_error),
                when=argument("schema").is_given().unsaid(),
                error="BadRequestException: Invalid model specified: Validation Result: warnings : [], errors :"
                " [Invalid model schema specified]",
                source=f"{API}/API_CreateModel.html",
                fix=note("array, boolean, integer, null, number, object or string"),
                invalid={"schema": Json({"type": "Object"})},
                valid={"schema": Json({"type": "object"})},
                condition="the type of a model's schema is none of JSON Schema's",
            ),
        ),
        API_KEY: (
            Constraint(
                demand=argument("value").matches(r"(?s:.{20}.*)", "20 characters long or longer"),
                when=argument("value").is_given().unsaid(),
                error="BadRequestException: API Key value should be at least 20 characters",
                source=f"{API}/API_CreateApiKey.html",
                fix=fix(Set("value", Blank("20 characters or more"))),
                invalid={"value": "orders-1"},
                valid={"value": "orders-0123456789abcdef"},
                problem="The value of the key has fewer than 20 characters.",
            ),
        ),
        REST_API: (
            Constraint(
                demand=argument("endpointConfiguration.types").equals("PRIVATE")
                | argument("endpointConfiguration.types").contains("PRIVATE").unsaid(),
                when=argument("endpointConfiguration.vpcEndpointIds").is_given(),
                at="endpointConfiguration.vpcEndpointIds",
                error="BadRequestException: VPCEndpoints can only be specified with PRIVATE apis.",
                source=f"{API}/API_EndpointConfiguration.html",
                fix=fix(Remove("endpointConfiguration.vpcEndpointIds")),
                invalid={"endpointConfiguration": {"types": "REGIONAL", "vpcEndpointIds": ["vpce-0123456789abcdef0"]}},
                valid={"endpointConfiguration": {"types": "PRIVATE", "vpcEndpointIds": ["vpce-0123456789abcdef0"]}},
            ),
            Constraint(
                demand=argument("minimumCompressionSize").between(-1, 10_485_760),
                when=argument("minimumCompressionSize").is_given().unsaid(),
                error="BadRequestException: Invalid minimum compression size, must be between 0 and 10485760",
                source=f"{API}/API_CreateRestApi.html",
                fix=fix(Set("minimumCompressionSize", Blank("bytes: 0 to 10485760"))),
                invalid={"minimumCompressionSize": "10485761"},
                valid=({"minimumCompressionSize": "0"}, {"minimumCompressionSize": "10485760"}),
            ),
        ),
    },
    base={
        METHOD[0]: {"restApi": "abc123", "resourceId": "def456", "httpMethod": "GET", "authorization": "NONE"},
        INTEGRATION[0]: {"restApi": "abc123", "resourceId": "def456", "httpMethod": "GET", "type": "MOCK"},
        RESOURCE[0]: {"restApi": "abc123", "parentId": "def456"},
        AUTHORIZER[0]: {"restApi": "abc123", "name": "orders", "type": "TOKEN", "authorizerUri": INVOCATION},
        STAGE[0]: {"restApi": "abc123", "deployment": "def456"},
        INTEGRATION_RESPONSE[0]: {
            "restApi": "abc123",
            "resourceId": "def456",
            "httpMethod": "GET",
            "statusCode": "200",
        },
        MODEL[0]: {"restApi": "abc123", "name": "Order", "contentType": "application/json", "schema": "{}"},
    },
)
