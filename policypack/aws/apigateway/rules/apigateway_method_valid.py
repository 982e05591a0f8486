"""apigateway-method-valid: Methods, integrations and authorizers of REST APIs must be whole."""

from policypack.aws.apigateway.rest import API_KEY, AUTHORIZER, INTEGRATION, METHOD, MODEL, RESOURCE, REST_API, STAGE
from policypack.constraint import Constraint, Inputs, argument, fix, form, joined, needs
from policypack.fix import Blank, Remove, Set
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

kind, uri = argument("type"), argument("uri")

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
        ),
    },
    base={
        METHOD[0]: {"restApi": "abc123", "resourceId": "def456", "httpMethod": "GET", "authorization": "NONE"},
        INTEGRATION[0]: {"restApi": "abc123", "resourceId": "def456", "httpMethod": "GET", "type": "MOCK"},
        RESOURCE[0]: {"restApi": "abc123", "parentId": "def456"},
        AUTHORIZER[0]: {"restApi": "abc123", "name": "orders", "type": "TOKEN", "authorizerUri": INVOCATION},
        STAGE[0]: {"restApi": "abc123", "deployment": "def456"},
        MODEL[0]: {"restApi": "abc123", "contentType": "application/json", "schema": "{}"},
    },
)
