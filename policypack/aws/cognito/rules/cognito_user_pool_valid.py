"""cognito-user-pool-valid: Cognito user pools, clients and domains must have options that fit each other."""

from policypack.aws.cognito import CLIENT, DOMAIN, RESERVED_WORDS, STANDARD_ATTRIBUTES, USER_POOL
from policypack.constraint import Constraint, Remove, Set, argument, fix, needs
from policypack.fix import Blank
from policypack.model.conditions import Condition, Words
from policypack.rule import constraints_rule

CREATE_POOL = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html"
CREATE_CLIENT = (
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
)
PREFIX = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html"
FLOWS_AND_SCOPES = (
    "InvalidParameterException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to"
    " use OAuth flows."
)
MIXED_FLOWS = (
    "InvalidOAuthFlowException: client_credentials flow can not be selected along with code flow or implicit flow."
)
NO_SECRET = (
    "InvalidOAuthFlowException: client_credentials flow can not be selected if client does not have a client secret."
)
OLDER_FLOWS = ("ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH")
OAUTH = {"allowedOauthFlowsUserPoolClient": True}
CODE = {**OAUTH, "allowedOauthFlows": ["code"], "allowedOauthScopes": ["openid"]}
MACHINE = {
    **OAUTH,
    "allowedOauthFlows": ["client_credentials"],
    "allowedOauthScopes": ["orders/read"],
    "generateSecret": True,
}

flows, secret = argument("allowedOauthFlows"), argument("generateSecret")
required, name = argument("required"), argument("name")
auth = argument("explicitAuthFlows")
has_older_flow = Condition(
    lambda it: auth.of(it).any(lambda one: one.is_in(OLDER_FLOWS)),
    Words.do("explicitAuthFlows", "have", "has", "one of the older names"),
    ("explicitAuthFlows",),
)
has_newer_flow = Condition(
    lambda it: auth.of(it).any(lambda one: one.starts_with("ALLOW_")),
    Words.do("explicitAuthFlows", "have", "has", "a name that begins with ALLOW_"),
    ("explicitAuthFlows",),
)
mfa, domain = argument("mfaConfiguration"), argument("domain")
words = "|".join(RESERVED_WORDS)

RULE = constraints_rule(
    id="cognito-user-pool-valid",
    service="Cognito",
    summary="Cognito user pools, clients and domains must have valid options",
    rationale="""
        A pool has either other names for its users or none but mail and number. Only its standard attributes can be
        required. A pool with multi-factor authentication has a way to it: messages, a mail or an authenticator app. A
        client with OAuth flows has a flow and scopes; the flow for machines, client_credentials, goes with no other and
        needs a secret. The prefix of Cognito's own domain has none of the words aws, amazon and cognito.
    """,
    since="0.2.0",
    constraints={
        USER_POOL: (
            Constraint(
                demand=name.one_of(*STANDARD_ATTRIBUTES),
                when=required.is_true(),
                at="required",
                error="InvalidParameterException: Required custom attributes are not supported currently.",
                source="https://github.com/boto/boto3/issues/2317",
                problem="A custom attribute of the pool is required.",
                fix=fix(Remove("required")),
                invalid={"name": "tenant", "attributeDataType": "String", "required": True},
                valid=(
                    {"name": "tenant", "attributeDataType": "String", "required": False},
                    {"name": "email", "attributeDataType": "String", "required": True},
                ),
                condition="a custom attribute in schemas is required",
            ).inside("schemas[]"),
            Constraint(
                demand=argument("smsConfiguration").is_given()
                | argument("softwareTokenMfaConfiguration.enabled").is_true()
                | argument("emailMfaConfiguration").is_given()
                | argument("webAuthnConfiguration").is_given().unsaid(),
                when=mfa.one_of("ON", "OPTIONAL"),
                at="mfaConfiguration",
                error="InvalidParameterException: SMS configuration and Auto verification for phone_number are required"
                " when MFA is required/optional",
                source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
                fix=fix(Set("softwareTokenMfaConfiguration", {"enabled": True}), otherwise=Remove("mfaConfiguration")),
                invalid=({"mfaConfiguration": "ON"}, {"mfaConfiguration": "OPTIONAL"}),
                valid=(
                    {"mfaConfiguration": "ON", "softwareTokenMfaConfiguration": {"enabled": True}},
                    {"mfaConfiguration": "OFF"},
                ),
            ),
            Constraint(
                demand=argument("aliasAttributes").is_empty(),
                when=argument("usernameAttributes").is_given(),
                error="InvalidParameterException: Only one of the aliasAttributes or usernameAttributes can be set in a"
                " User pool.",
                source=CREATE_POOL,
                fix=fix(Remove("aliasAttributes"), otherwise=Remove("usernameAttributes")),
                invalid={"aliasAttributes": ["email"], "usernameAttributes": ["email"]},
                valid=({"aliasAttributes": ["email"]}, {"usernameAttributes": ["email"]}),
            ),
        ),
        CLIENT: (
            Constraint(
                demand=~has_newer_flow,
                when=has_older_flow,
                error="InvalidParameterException: You can't assign these legacy ExplicitAuthFlows values to user pool"
                " clients at the same time as values that begin with ALLOW_.",
                source=CREATE_CLIENT,
                problem="The flows have names of both kinds: some begin with ALLOW_, some are the older ones.",
                fix=fix(Set("explicitAuthFlows", [Blank("names that begin with ALLOW_")])),
                invalid={"explicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH"]},
                valid=(
                    {"explicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"]},
                    {"explicitAuthFlows": ["USER_PASSWORD_AUTH"]},
                ),
                condition="explicitAuthFlows has names that begin with ALLOW_ and older ones",
            ),
            needs(
                OAUTH,
                "allowedOauthFlows",
                ["code"],
                blank="code, implicit or client_credentials",
                beside={"allowedOauthScopes": ["openid"]},
                error=FLOWS_AND_SCOPES,
                source="https://github.com/crossplane-contrib/provider-upjet-aws/issues/807",
            ),
            needs(
                OAUTH,
                "allowedOauthScopes",
                ["openid"],
                blank="scopes, such as openid",
                beside={"allowedOauthFlows": ["code"]},
                error=FLOWS_AND_SCOPES,
                source="https://github.com/crossplane-contrib/provider-upjet-aws/issues/807",
            ),
            Constraint(
                demand=~flows.contains("code") & ~flows.contains("implicit"),
                when=flows.contains("client_credentials"),
                error=MIXED_FLOWS,
                source="https://github.com/aws/aws-sdk-js-v3/pull/2650",
                fix=fix(Set("allowedOauthFlows", ["client_credentials"])),
                invalid=(
                    {**MACHINE, "allowedOauthFlows": ["client_credentials", "code"]},
                    {**MACHINE, "allowedOauthFlows": ["implicit", "client_credentials"]},
                ),
                valid=(MACHINE, CODE),
            ),
            Constraint(
                demand=secret.is_true(),
                when=flows.contains("client_credentials"),
                error=NO_SECRET,
                source=CREATE_CLIENT,
                fix=fix(Set("generateSecret", True)),
                invalid=({**MACHINE, "generateSecret": None}, {**MACHINE, "generateSecret": False}),
                valid=(MACHINE, CODE),
            ),
        ),
        DOMAIN: (
            Constraint(
                demand=~domain.matches(f"(?s:.*({words}).*)", "free of the words aws, amazon and cognito"),
                when=argument("certificateArn").is_empty() & domain.is_given().unsaid(),
                error="InvalidParameterException: Domain cannot contain reserved word: cognito",
                source=PREFIX,
                problem="The domain's prefix has one of the words aws, amazon and cognito.",
                fix=fix(Set("domain", Blank("a prefix without these words"))),
                invalid=({"domain": "acme-cognito"}, {"domain": "my-aws-login"}),
                valid=({"domain": "acme-login"},),
                condition="the prefix of a domain has one of the words aws, amazon and cognito",
            ),
        ),
    },
    base={
        USER_POOL[0]: {"name": "shop"},
        CLIENT[0]: {"userPoolId": "us-east-1_abcdefghi"},
        DOMAIN[0]: {"userPoolId": "us-east-1_abcdefghi", "domain": "acme-login"},
    },
    references=(CREATE_POOL, CREATE_CLIENT),
)
