"""bedrock-agentcore-gateway-valid: AgentCore gateways, rules and targets must be whole."""

from collections.abc import Callable

from policypack.aws.bedrock import AGENT_GATEWAY, AGENT_GATEWAY_RULE, AGENT_GATEWAY_TARGET
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, distinct, fits, fix, needs, note
from policypack.model.conditions import Argument, Condition, Subject, Words, any_condition
from policypack.model.facts import Count, Fact, all_of, is_not
from policypack.model.values import Plain, Value
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference"
GUIDE = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide"
GATEWAYS, RULES = f"{API}/API_CreateGateway.html", f"{API}/API_CreateGatewayRule.html"
CREDENTIALS = f"{GUIDE}/gateway-building-adding-targets-authorization.html"
VERSIONS = ("2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28")
"""The versions of MCP that gateways speak, of 2026-09-05; later ones may follow."""
MCP, CREDENTIAL = "targetConfiguration.mcp", "credentialProviderConfiguration"
LAMBDA, OPEN_API = f"{MCP}.lambda", f"{MCP}.openApiSchema.inlinePayload.payload"
TOOLS = f"{LAMBDA}.toolSchema.inlinePayloads"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders"
VAULT = "arn:aws:bedrock-agentcore:us-east-1:123456789012:token-vault/default/apikeycredentialprovider/orders"
TOOL = {"name": "find_order", "description": "Finds an order", "inputSchema": {"type": "object"}}
OF_LAMBDA: Inputs = {LAMBDA: {"lambdaArn": FUNCTION, "toolSchema": {"inlinePayloads": [TOOL]}}}
BY_ROLE: Inputs = {f"{CREDENTIAL}.gatewayIamRole.region": "us-east-1"}
BY_KEY: Inputs = {f"{CREDENTIAL}.apiKey.providerArn": VAULT}
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
DOCUMENT = (
    '{"openapi": "3.0.3", "servers": [{"url": "https://orders.example.com"}],'
    ' "paths": {"/orders": {"get": {"operationId": "listOrders"}}}}'
)
WHOLE = 100
BUNDLE: dict[str, Plain] = {
    "configurationBundle": {
        "staticOverride": {
            "bundleArn": "arn:aws:bedrock-agentcore:us-east-1:123456789012:configuration-bundle/orders",
            "bundleVersion": "1",
        }
    }
}
ROUTE: dict[str, Plain] = {"routeToTarget": {"staticRoute": {"targetName": "orders"}}}

bindings, versions = argument("interceptorConfigurations"), argument("protocolConfiguration.mcp.supportedVersions")
function, open_api = argument(LAMBDA), argument(OPEN_API)


def catches(point: str) -> dict[str, Plain]:
    return {"interceptor": {"lambda": {"arn": FUNCTION}}, "interceptionPoints": [point]}


def bound_once(it: Subject) -> Fact:
    """No point is bound by two interceptors."""
    return all_of(*(is_not(binding(it, point).at_least(2)) for point in ("REQUEST", "RESPONSE")))


def binding(it: Subject, point: str) -> Count:
    """How many interceptors there are at the point."""
    return bindings.of(it).count(lambda one: one["interceptionPoints"].any(lambda own: own.equals(point)))


def unsupported(given: Plain) -> str | None:
    """A version that gateways had when the newest known one came, or a newer one."""
    said = given if isinstance(given, list) else []
    wrong = (one for one in said if isinstance(one, str) and one not in VERSIONS and one < VERSIONS[-1])
    return next((f'"{one}" is none of them' for one in wrong), None)


def parts(weights: tuple[int, int]) -> list[Plain]:
    return [
        {"name": name, "targetName": name, "weight": weight}
        for name, weight in zip(("old", "new"), weights, strict=True)
    ]


def sum_error(splits: Plain) -> str | None:
    """The weights of all parts are 100 together."""
    weights = [one.get("weight") for one in splits if isinstance(one, dict)] if isinstance(splits, list) else []
    numbers = [one for one in weights if isinstance(one, int | float)]
    total = sum(numbers)
    if not numbers or len(numbers) < len(weights) or total == WHOLE:
        return None
    return f"their weights are {total:g} together"


def other_document(tree: Plain) -> str | None:
    """A document of OpenAPI 3 says its version."""
    return "it has no openapi, the version" if isinstance(tree, dict) and "openapi" not in tree else None


def nowhere(tree: Plain) -> str | None:
    """A document says where the API is."""
    return "it has no servers" if isinstance(tree, dict) and "openapi" in tree and not tree.get("servers") else None


def nameless(tree: Plain) -> str | None:
    """Each operation has an ID, which is the tool's name."""
    paths = tree.get("paths") if isinstance(tree, dict) and "openapi" in tree else None
    for path, item in paths.items() if isinstance(paths, dict) else ():
        for method, operation in item.items() if isinstance(item, dict) else ():
            if method in METHODS and isinstance(operation, dict) and not operation.get("operationId"):
                return f'{method} {path} has no "operationId"'
    return None


def splits(block: str) -> Constraint:
    """The parts of a route, or of an override, are the whole together."""
    path = f"{block}.trafficSplits"
    own = argument(path)
    return Constraint(
        demand=fits(own, "parts whose weights are 100 together", sum_error, weights_of(own)),
        when=own.is_given().unsaid(),
        error="ValidationException: Traffic split weights must sum to exactly 100, but sum is 90",
        source=RULES,
        fix=note("weights that are 100 together"),
        invalid={path: parts((50, 40))},
        valid={path: parts((50, 50))},
    ).inside("actions[]")


def weights_of(own: Argument) -> Callable[[Subject], Value]:
    """The parts, of which only the weights matter."""
    return lambda it: (
        own.of(it)
        .map(
            lambda given: (
                [{"weight": one.get("weight")} if isinstance(one, dict) else one for one in given]
                if isinstance(given, list)
                else given
            )
        )
        .complete()
    )


RULE = constraints_rule(
    id="bedrock-agentcore-gateway-valid",
    service="Bedrock AgentCore",
    summary="AgentCore gateways, rules and targets must be whole",
    rationale="""
        A gateway calls one interceptor at each point and speaks the versions of MCP that AgentCore has. A rule sends
        all of its traffic somewhere. A target names its tools, each once, and how the gateway signs in to it.
    """,
    since="0.2.0",
    references=(GATEWAYS, CREDENTIALS),
    constraints={
        AGENT_GATEWAY: (
            Constraint(
                demand=Condition(
                    bound_once,
                    Words.be(bindings.path, "interceptors of different points"),
                    (bindings.path,),
                ),
                when=bindings.is_given().unsaid(),
                error="ValidationException: Only one interceptor configuration per interception point can be defined",
                source=f"{API}/API_GatewayInterceptorConfiguration.html",
                fix=note("one interceptor for REQUEST, one for RESPONSE"),
                invalid={bindings.path: [catches("REQUEST"), catches("REQUEST")]},
                valid={bindings.path: [catches("REQUEST"), catches("RESPONSE")]},
            ),
            Constraint(
                demand=fits(versions, f"versions of MCP that a gateway speaks: {', '.join(VERSIONS)}", unsupported),
                when=versions.is_given().unsaid(),
                error="ValidationException: Unsupported MCP Version(s) are provided in request",
                source=f"{GUIDE}/gateway-using.html",
                fix=fix(Set(versions.path, [Blank("one of these versions")])),
                invalid={versions.path: ["2024-11-05"]},
                valid={versions.path: ["2025-06-18"]},
            ),
            needs(
                {"authorizerType": "CUSTOM_JWT"},
                "authorizerConfiguration",
                {
                    "customJwtAuthorizer": {
                        "discoveryUrl": "https://login.example.com/.well-known/openid-configuration",
                        "allowedClients": ["orders"],
                    }
                },
                blank="the issuer of the tokens, and which ones it takes",
                error="ValidationException: AuthorizerConfiguration is required for CUSTOM_JWT authorizer type",
                source=GATEWAYS,
            ),
        ),
        AGENT_GATEWAY_RULE: (
            splits("routeToTarget.weightedRoute"),
            Constraint(
                demand=argument("actions").has_one_at_most(
                    lambda one: is_not(one["configurationBundle"].is_empty()), "one configurationBundle"
                ),
                when=argument("actions").is_given().unsaid(),
                error="ValidationException: At most one configurationBundle action is allowed per rule",
                source=RULES,
                fix=note("one configurationBundle"),
                invalid={"actions": [BUNDLE, BUNDLE]},
                valid={"actions": [BUNDLE, ROUTE]},
            ),
        ),
        AGENT_GATEWAY_TARGET: (
            distinct(
                TOOLS,
                "name",
                items=(TOOL, {**TOOL, "name": "cancel_order", "description": "Cancels an order"}),
                again={**TOOL, "description": "Cancels an order"},
                beside={f"{LAMBDA}.lambdaArn": FUNCTION, **BY_ROLE},
                error="Duplicate tool found in target configuration",
                source=f"{API}/API_ToolDefinition.html",
            ),
            Constraint(
                demand=any_condition(
                    argument(f"{LAMBDA}.toolSchema.{name}").is_given() for name in ("inlinePayloads", "s3")
                ).called("there are tools", "there must be tools", fails="there are no tools"),
                when=argument(f"{LAMBDA}.toolSchema").is_set().unsaid() & function.is_given().unsaid(),
                at=TOOLS,
                error="ValidationException: No Lambda tool schema found in target configuration",
                source=f"{API}/API_ToolDefinition.html",
                fix=note("a tool in inlinePayloads, or a file in s3"),
                invalid={LAMBDA: {"lambdaArn": FUNCTION, "toolSchema": {"inlinePayloads": []}}, **BY_ROLE},
                valid={**OF_LAMBDA, **BY_ROLE},
                condition="a target Lambda has no tools",
                problem="The schema has no tools in inlinePayloads, and no s3.",
            ),
            Constraint(
                demand=argument(f"{CREDENTIAL}.apiKey").is_empty() & argument(f"{CREDENTIAL}.oauth").is_empty(),
                when=function.is_given(),
                at=CREDENTIAL,
                error="ValidationException: Lambda target only supports GATEWAY_IAM_ROLE credential provider type",
                source=CREDENTIALS,
                fix=fix(Set(CREDENTIAL, {"gatewayIamRole": {}})),
                invalid={**OF_LAMBDA, **BY_KEY},
                valid={**OF_LAMBDA, **BY_ROLE},
                condition="a target Lambda has an apiKey or oauth",
                problem="The target is a Lambda function and credentialProviderConfiguration has an apiKey or oauth.",
            ),
            *(
                Constraint(
                    demand=argument(f"{CREDENTIAL}.gatewayIamRole.service").is_present(),
                    when=argument(f"{MCP}.{kind}").is_given() & argument(f"{CREDENTIAL}.gatewayIamRole").is_set(),
                    error=f"ValidationException: IamCredentialProvider is required for {kind} targets using IAM"
                    " authentication",
                    source=CREDENTIALS,
                    fix=fix(
                        Set(
                            f"{CREDENTIAL}.gatewayIamRole.service",
                            Blank("the service to sign for, such as execute-api"),
                        )
                    ),
                    invalid={f"{MCP}.{kind}": target, **BY_ROLE},
                    valid={
                        f"{MCP}.{kind}": target,
                        **BY_ROLE,
                        f"{CREDENTIAL}.gatewayIamRole.service": "execute-api",
                    },
                )
                for kind, target in (
                    ("mcpServer", {"endpoint": "https://orders.example.com/mcp"}),
                    ("openApiSchema", {"s3": {"uri": "s3://orders/openapi.json"}}),
                )
            ),
            *(
                Constraint(
                    demand=open_api.holds(words, find),
                    when=open_api.is_given().unsaid(),
                    error=error,
                    source=f"{GUIDE}/gateway-building-adding-targets-openapi.html",
                    fix=fix(Set(OPEN_API, Blank("the document of OpenAPI 3"))),
                    invalid={OPEN_API: text, **BY_KEY},
                    valid={OPEN_API: DOCUMENT, **BY_KEY},
                )
                for words, find, error, text in (
                    (
                        "a document of OpenAPI 3",
                        other_document,
                        "Invalid OpenAPI schema: attribute openapi is missing",
                        '{"swagger": "2.0", "paths": {}}',
                    ),
                    (
                        "a document that says where the API is",
                        nowhere,
                        "Server URL must not be empty",
                        '{"openapi": "3.0.3", "paths": {}}',
                    ),
                    (
                        "a document whose operations have IDs",
                        nameless,
                        "Operation /orders -> GET must have an operationId",
                        DOCUMENT.replace('"operationId": "listOrders"', ""),
                    ),
                )
            ),
        ),
    },
    base={
        AGENT_GATEWAY[0]: {
            "name": "orders",
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            "protocolType": "MCP",
            "authorizerType": "NONE",
        },
        AGENT_GATEWAY_RULE[0]: {"gatewayIdentifier": "orders-0123456789", "priority": 1},
        AGENT_GATEWAY_TARGET[0]: {"gatewayIdentifier": "orders-0123456789", "name": "orders"},
    },
)
