"""bedrock-agentcore-valid: AgentCore runtimes, gateways and evaluators must have settings that fit."""

from policypack.aws.bedrock import (
    AGENT_BROWSER,
    AGENT_CODE_INTERPRETER,
    AGENT_EVALUATION,
    AGENT_EVALUATOR,
    AGENT_GATEWAY,
    AGENT_MEMORY_STRATEGY,
    AGENT_OAUTH_PROVIDER,
    AGENT_POLICY,
    AGENT_RUNTIME,
    AGENT_RUNTIME_ENDPOINT,
)
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Remove,
    Set,
    argument,
    distinct,
    few,
    fix,
    form,
    joined,
    needs,
    not_with,
    note,
)
from policypack.model.conditions import Condition, Words, any_condition
from policypack.model.facts import is_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference"
RUNTIMES, GATEWAYS = f"{API}/API_CreateAgentRuntime.html", f"{API}/API_CreateGateway.html"
AUTHORIZER = "authorizerConfiguration.customJwtAuthorizer"
LOGIN = "https://login.example.com/.well-known/openid-configuration"
CLIENTS: Inputs = {AUTHORIZER: {"discoveryUrl": LOGIN, "allowedClients": ["orders"]}}
BY_CODE = "agentRuntimeArtifact.codeConfiguration"
CODE = {"runtime": "PYTHON_3_13", "code": {"s3": {"bucket": "orders-code", "prefix": "agent.zip"}}}
SUBNETS: dict[str, Plain] = {"subnets": ["subnet-0123456789abcdef0"], "securityGroups": ["sg-0123456789abcdef0"]}
PLACES = ("/mnt/orders", "/mnt/notes")
SCALE, CEDAR = "evaluatorConfig.llmAsAJudge.ratingScale", "definition.cedar.statement"
JUDGE: Inputs = {
    "evaluatorConfig.llmAsAJudge.instructions": "Is the answer right? {context}",
    "evaluatorConfig.llmAsAJudge.modelConfig.bedrockEvaluatorModelConfig.modelId": "amazon.nova-pro-v1:0",
}
OAUTH = "oauth2ProviderConfig"
VENDORS = (
    "CustomOauth2",
    "GithubOauth2",
    "GoogleOauth2",
    "MicrosoftOauth2",
    "SalesforceOauth2",
    "SlackOauth2",
    "AtlassianOauth2",
    "LinkedinOauth2",
)
"""Vendors with a block of their own; all others are set in includedOauth2ProviderConfig."""
OTHER = "includedOauth2ProviderConfig"
CLIENT: dict[str, Plain] = {
    "clientId": "orders",
    "clientSecretSource": "EXTERNAL",
    "clientSecretConfig": {
        "secretId": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-a1b2c3",
        "jsonKey": "secret",
    },
}

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


def vpc_rows(block: str) -> tuple[Constraint, ...]:
    """In a network of your own it must be said which subnets, and only there."""
    path = f"networkConfiguration.{block}"
    words = {"networkModeConfig": "NetworkModeConfig", "vpcConfig": "VpcConfig"}[block]
    return (
        needs(
            {"networkConfiguration.networkMode": "VPC"},
            path,
            SUBNETS,
            blank="the subnets and security groups",
            error=f"ValidationException: {words} is required for VPC mode",
            source=f"{API}/API_BrowserNetworkConfiguration.html",
        ),
        not_with(
            path,
            SUBNETS,
            {"networkConfiguration.networkMode": ("PUBLIC", "SANDBOX")},
            error=f"ValidationException: {words} is not allowed for PUBLIC mode",
            source=f"{API}/API_BrowserNetworkConfiguration.html",
        ),
    )


def vendor_block(vendor: str) -> str:
    return f"{vendor[0].lower()}{vendor[1:]}ProviderConfig"


RULE = constraints_rule(
    id="bedrock-agentcore-valid",
    service="Bedrock AgentCore",
    summary="AgentCore runtimes, gateways and evaluators must have settings that fit",
    rationale="""
        An authorizer of tokens says which audiences, clients, scopes or claims it takes, and a gateway with another
        kind of authorization has none. A session ends at the latest when its runtime does. Each runtime has an endpoint
        DEFAULT from the start. What works in a network of yours says in which, and a provider of tokens has the block
        of its vendor.
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
            *vpc_rows("networkModeConfig"),
            Constraint(
                demand=argument("filesystemConfigurations").has_one_at_most(
                    lambda one: is_not(one["sessionStorage"].is_empty()), "one sessionStorage"
                ),
                when=argument("filesystemConfigurations").is_given().unsaid(),
                error="ValidationException: At most one sessionStorage configuration is allowed",
                source=RUNTIMES,
                fix=note("one sessionStorage"),
                invalid={"filesystemConfigurations": [{"sessionStorage": {"mountPath": one}} for one in PLACES]},
                valid={"filesystemConfigurations": [{"sessionStorage": {"mountPath": PLACES[0]}}]},
            ),
        ),
        (*AGENT_BROWSER, *AGENT_CODE_INTERPRETER): vpc_rows("vpcConfig"),
        AGENT_EVALUATOR: (
            Constraint(
                demand=any_condition(
                    argument(f"{SCALE}.{name}").is_given() for name in ("categoricals", "numericals")
                ).called("the scale has values", "the scale must have values", fails="the scale has no values"),
                when=argument(SCALE).is_set(),
                at=f"{SCALE}.numericals",
                error="ValidationException: RatingScale must contain at least one non-empty scale definition (numerical"
                " or categorical)",
                source=f"{API}/API_RatingScale.html",
                fix=note("a value of the scale"),
                invalid={SCALE: {"numericals": []}, **JUDGE},
                valid={SCALE: {"numericals": [{"label": "right", "definition": "It is right.", "value": 1}]}, **JUDGE},
                condition="the scale of an evaluator has no values",
                problem="The scale has no numericals and no categoricals.",
            ),
        ),
        AGENT_EVALUATION: (
            distinct(
                "evaluators",
                "evaluatorId",
                items=({"evaluatorId": "Builtin.Helpfulness"}, {"evaluatorId": "Builtin.Correctness"}),
                error="ValidationException: Duplicate evaluator ids detected",
                source=f"{API}/API_CreateOnlineEvaluationConfig.html",
            ),
            Constraint(
                demand=argument("evaluators").is_given(),
                when=argument("evaluators").is_set().unsaid(),
                error="ValidationException: Exactly one of evaluators or insights must be provided",
                source=f"{API}/API_CreateOnlineEvaluationConfig.html",
                fix=fix(Set("evaluators", [{"evaluatorId": Blank("an evaluator, such as Builtin.Helpfulness")}])),
                invalid={"evaluators": []},
                valid={"evaluators": [{"evaluatorId": "Builtin.Helpfulness"}]},
            ),
        ),
        AGENT_MEMORY_STRATEGY: (
            few(
                "namespaces",
                1,
                item="/orders/",
                error="Value at 'memoryStrategies' failed to satisfy constraint: Member must have length less than or"
                " equal to 1",
                source=f"{API}/API_SemanticMemoryStrategyInput.html",
            ),
        ),
        AGENT_OAUTH_PROVIDER: tuple(
            Constraint(
                demand=argument(f"{OAUTH}.{vendor_block(vendor)}").is_present(),
                when=argument("credentialProviderVendor").equals(vendor),
                error=f"ValidationException: Provided configuration does not match selected type: {vendor}",
                source=f"{API}/API_CreateOauth2CredentialProvider.html",
                fix=note(f"the settings in {vendor_block(vendor)}"),
                invalid={"credentialProviderVendor": vendor, OAUTH: {other: CLIENT}},
                valid={"credentialProviderVendor": vendor, OAUTH: {vendor_block(vendor): CLIENT}},
            )
            for vendor, other in zip(VENDORS, (*(vendor_block(one) for one in VENDORS[1:]), OTHER), strict=True)
        ),
        AGENT_POLICY: (
            Constraint(
                demand=argument(CEDAR).matches(r"(?s:.*\b(?:permit|forbid)\s{0,100}\(.*)", "a clause permit or forbid"),
                when=argument(CEDAR).is_given().unsaid(),
                error="ValidationException: When parsing the policy statement, the following errors occurred",
                source="https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-getting-started.html",
                fix=fix(Set(CEDAR, Blank("permit(...) or forbid(...)"))),
                invalid={CEDAR: "allow(principal, action, resource);"},
                valid={CEDAR: "forbid(principal, action, resource is AgentCore::Gateway);"},
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
        AGENT_BROWSER[0]: {"name": "orders", "networkConfiguration": {"networkMode": "PUBLIC"}},
        AGENT_CODE_INTERPRETER[0]: {"name": "orders", "networkConfiguration": {"networkMode": "SANDBOX"}},
        AGENT_EVALUATOR[0]: {"evaluatorName": "orders", "level": "TRACE"},
        AGENT_EVALUATION[0]: {
            "onlineEvaluationConfigName": "orders",
            "enableOnCreate": True,
            "evaluationExecutionRoleArn": "arn:aws:iam::123456789012:role/orders",
            "dataSourceConfig": {"cloudwatchLogs": {"logGroupNames": ["orders"], "serviceNames": ["orders"]}},
            "rule": {"samplingConfig": {"samplingPercentage": 10}},
            "evaluators": [{"evaluatorId": "Builtin.Helpfulness"}],
        },
        AGENT_MEMORY_STRATEGY[0]: {"memoryId": "orders-0123456789", "name": "orders", "type": "SEMANTIC"},
        AGENT_OAUTH_PROVIDER[0]: {"name": "orders"},
        AGENT_POLICY[0]: {"name": "orders", "policyEngineId": "orders-0123456789"},
    },
)
