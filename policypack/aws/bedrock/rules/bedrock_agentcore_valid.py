"""bedrock-agentcore-valid: AgentCore runtimes and gateways must have authorizers and times that fit."""

from policypack.aws.bedrock import AGENT_GATEWAY, AGENT_RUNTIME, AGENT_RUNTIME_ENDPOINT
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, form, joined
from policypack.model.conditions import Condition, Words, any_condition
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference"
RUNTIMES, GATEWAYS = f"{API}/API_CreateAgentRuntime.html", f"{API}/API_CreateGateway.html"
AUTHORIZER = "authorizerConfiguration.customJwtAuthorizer"
LOGIN = "https://login.example.com/.well-known/openid-configuration"
CLIENTS: Inputs = {AUTHORIZER: {"discoveryUrl": LOGIN, "allowedClients": ["orders"]}}
BY_CODE = "agentRuntimeArtifact.codeConfiguration"
CODE = {"runtime": "PYTHON_3_13", "code": {"s3": {"bucket": "orders-code", "prefix": "agent.zip"}}}

idle, longest = argument("idleRuntimeSessionTimeout"), argument("maxLifetime")


def with_claims(what: str, beside: Inputs) -> Constraint:
    """An authorizer of tokens says which ones it takes."""
    return Constraint(
        demand=any_condition(
            argument(f"{AUTHORIZER}.{name}").is_given()
            for name in (
                "allowedAudiences",
                "allowedClients",
                "allowedScopes",
                "customClaims",
                "allowedWorkloadConfiguration",
            )
        ).called(
            "the authorizer says which tokens it takes",
            "the authorizer must say which tokens it takes",
            fails="the authorizer has no audience, client, scope or claim",
        ),
        when=argument(AUTHORIZER).is_given().unsaid(),
        at=f"{AUTHORIZER}.allowedClients",
        error="ValidationException: At least one of allowedAudience or allowedClients or allowedScopes or CustomClaims"
        " must be defined for CUSTOM_JWT authorizer",
        source=GATEWAYS,
        fix=fix(Set(f"{AUTHORIZER}.allowedClients", [Blank("the identifier of a client")])),
        invalid={**beside, AUTHORIZER: {"discoveryUrl": LOGIN}},
        valid={**beside, **CLIENTS},
        condition=f"the authorizer of a {what} has no audience, client, scope or claim",
        problem="The authorizer has no allowedAudiences, allowedClients, allowedScopes or customClaims.",
    )


RULE = constraints_rule(
    id="bedrock-agentcore-valid",
    service="Bedrock AgentCore",
    summary="AgentCore runtimes and gateways must have authorizers and times that fit",
    rationale="""
        An authorizer of tokens says which audiences, clients, scopes or claims it takes, and a gateway with another
        kind of authorization has none. A session ends at the latest when its runtime does. Each runtime has an endpoint
        DEFAULT from the start.
    """,
    since="0.2.0",
    references=(RUNTIMES, GATEWAYS),
    constraints={
        AGENT_GATEWAY: (
            Constraint(
                demand=argument("authorizerConfiguration").is_empty(),
                when=argument("authorizerType").one_of("AWS_IAM", "NONE"),
                error="ValidationException: AuthorizerConfiguration should be null for AWS_IAM AuthorizerType",
                source=GATEWAYS,
                fix=fix(Remove("authorizerConfiguration"), otherwise=Set("authorizerType", "CUSTOM_JWT")),
                invalid={"authorizerType": "AWS_IAM", **CLIENTS},
                valid=({"authorizerType": "AWS_IAM"}, {"authorizerType": "CUSTOM_JWT", **CLIENTS}),
            ),
            with_claims("gateway", {"authorizerType": "CUSTOM_JWT"}),
        ),
        AGENT_RUNTIME: (
            with_claims("runtime", {}),
            form(
                "agentRuntimeName",
                r"[a-zA-Z][a-zA-Z0-9_]{0,47}",
                "letters, digits and underscores, the first a letter, 48 at most",
                invalid=("order-agent", "1st"),
                valid="order_agent",
                correct=joined("A-Za-z0-9_", 48, joint="_"),
                error="Value at 'agentRuntimeName' failed to satisfy constraint: Member must satisfy regular expression"
                " pattern: [a-zA-Z][a-zA-Z0-9_]{0,47}",
                source=RUNTIMES,
            ),
            Constraint(
                demand=idle.at_most_that_of(longest),
                error="ValidationException: idleRuntimeSessionTimeout must be less than or equal to maxLifeTime",
                source=RUNTIMES,
                fix=fix(Set(idle.path, Blank("at most maxLifetime")), otherwise=Set(longest.path, Blank("more"))),
                invalid={idle.path: 3600, longest.path: 900},
                valid={idle.path: 900, longest.path: 900},
            ).inside("lifecycleConfigurations[]"),
            Constraint(
                demand=Condition(
                    lambda it: it.at(f"{BY_CODE}.entryPoints").any(lambda one: one.ends_with(".py")),
                    Words.be(f"{BY_CODE}.entryPoints", "a list with a file .py"),
                    (f"{BY_CODE}.entryPoints",),
                ),
                when=argument(f"{BY_CODE}.runtime").starts_with("PYTHON_")
                & argument(f"{BY_CODE}.entryPoints").is_given().unsaid(),
                error="ValidationException: Entrypoint file type does not match your selected runtime",
                source=RUNTIMES,
                fix=fix(Set(f"{BY_CODE}.entryPoints", [Blank("the file of the program, which ends with .py")])),
                invalid={"agentRuntimeArtifact": {"codeConfiguration": {**CODE, "entryPoints": ["main"]}}},
                valid={"agentRuntimeArtifact": {"codeConfiguration": {**CODE, "entryPoints": ["main.py"]}}},
            ),
        ),
        AGENT_RUNTIME_ENDPOINT: (
            Constraint(
                demand=~argument("name").equals("DEFAULT"),
                when=argument("name").is_given().unsaid(),
                error="ConflictException: An endpoint with the specified name already exists",
                source=f"{API}/API_CreateAgentRuntimeEndpoint.html",
                fix=fix(Set("name", Blank("another name, or no endpoint of your own"))),
                invalid={"name": "DEFAULT"},
                valid={"name": "live"},
            ),
        ),
    },
    base={
        AGENT_GATEWAY[0]: {
            "name": "orders",
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            "protocolType": "MCP",
            "authorizerType": "AWS_IAM",
        },
        AGENT_RUNTIME[0]: {
            "agentRuntimeName": "orders",
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            "networkConfiguration": {"networkMode": "PUBLIC"},
            "agentRuntimeArtifact": {
                "containerConfiguration": {"containerUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1"}
            },
        },
        AGENT_RUNTIME_ENDPOINT[0]: {"agentRuntimeId": "orders-0123456789"},
    },
)
