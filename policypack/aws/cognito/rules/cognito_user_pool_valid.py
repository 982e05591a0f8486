"""cognito-user-pool-valid: Cognito user pools, clients and domains must have options that fit each other."""

import re
from dataclasses import replace

from policypack.aws.cognito import CLIENT, DOMAIN, RESERVED_WORDS, STANDARD_ATTRIBUTES, USER_POOL
from policypack.constraint import (
    Constraint,
    Remove,
    Set,
    argument,
    fits,
    fix,
    form,
    joined,
    needs,
    note,
    of_text,
    ordered,
    within,
)
from policypack.fix import Add, Blank
from policypack.model.conditions import Condition, Words, any_condition
from policypack.model.facts import is_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE_POOL = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html"
CREATE_CLIENT = (
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
)
PREFIX = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html"
PASSWORDS = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html"
CREATE_SERVER = (
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html"
)
SCOPE = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html"
SITE = "arn:aws:acm:us-east-1:123456789012:certificate/0e1f2a3b"
RESOURCE_SERVER = ("aws:cognito/resourceServer:ResourceServer",)
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cognito"
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
CALLED = {"callbackUrls": ["https://shop.example.com/signed-in"]}
CODE = {**OAUTH, **CALLED, "allowedOauthFlows": ["code"], "allowedOauthScopes": ["openid"]}
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
recovery = argument("accountRecoverySetting.recoveryMechanisms")
factors = argument("signInPolicy.allowedFirstAuthFactors")
TEXTS = tuple(
    one
    for one in STANDARD_ATTRIBUTES
    if one not in ("email_verified", "phone_number_verified", "updated_at", "birthdate", "sub")
)
"""Standard attributes whose data type is String."""


VERIFIED = ("email_verified", "phone_number_verified")
"""Attributes that Cognito writes itself."""
written = argument("writeAttributes")


def repeated_error(mechanisms: Plain) -> str | None:
    """Two mechanisms have the same name or priority; what is the same in both counts once."""
    known = [one for one in mechanisms if isinstance(one, dict)] if isinstance(mechanisms, list) else []
    apart = [one for place, one in enumerate(known) if one not in known[:place]]
    for key in ("priority", "name"):
        values = [one[key] for one in apart if isinstance(one.get(key), str | int | float)]
        twice = next((one for place, one in enumerate(values) if one in values[:place]), None)
        if twice is not None:
            return f"two have the {key} {twice:g}" if isinstance(twice, float) else f"two have the {key} {twice}"
    return None


def named(member: str, source: str) -> Constraint:
    """The name of a pool or a client; ``member`` is the name that the API has for it."""
    row = form(
        "name",
        r"[\w\s+=,.@-]+",
        "letters, digits, spaces and + = , . @ - _",
        invalid="shop/live",
        valid="Shop - live@home",
        correct=joined(r"\w\s+=,.@-", 128),
        error=rf"{member}: Pattern: [\w\s+=,.@-]+",
        source=source,
    )
    return replace(row, condition=f"{member} is not letters, digits, spaces and + = , . @ - _")


def as_prefix(text: str) -> str | None:
    """The text as the prefix of a domain."""
    return re.sub("[^a-z0-9]+", "-", text.lower())[:63].strip("-") or None


RULE = constraints_rule(
    id="cognito-user-pool-valid",
    service="Cognito",
    summary="Cognito user pools, clients and domains must have valid options",
    rationale="""
        A pool has either other names for its users or none but mail and number. Only its standard attributes can be
        required. A pool with multi-factor authentication has a way to it: messages, a mail or an authenticator app. A
        client with OAuth flows has a flow and scopes; the flow for machines, client_credentials, goes with no other and
        needs a secret. The prefix of Cognito's own domain has none of the words aws, amazon and cognito. Passwords
        remain a way to sign in beside codes and passkeys.
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
            *(
                within(f"passwordPolicy.{path}", low, high, error=f"InvalidParameterException: {error}", source=source)
                for path, low, high, error, source in (
                    (
                        "minimumLength",
                        6,
                        99,
                        "1 validation error detected: Value '4' at 'policies.passwordPolicy.minimumLength' failed to"
                        " satisfy constraint: Member must have value greater than or equal to 6",
                        f"{TRIED}/pf-cognito-password-min-length/meta.yaml",
                    ),
                    (
                        "passwordHistorySize",
                        0,
                        24,
                        "PasswordHistorySize: Valid Range: Minimum value of 0. Maximum value of 24.",
                        PASSWORDS,
                    ),
                    (
                        "temporaryPasswordValidityDays",
                        0,
                        365,
                        "TemporaryPasswordValidityDays: Valid Range: Minimum value of 0. Maximum value of 365.",
                        PASSWORDS,
                    ),
                )
            ),
            Constraint(
                demand=recovery.has_at_most(1),
                when=recovery.has_element("name", "admin_only"),
                error="InvalidParameterException: Invalid account recovery setting parameter. Account Recovery Setting"
                " cannot use admin_only setting with any other recovery mechanisms.",
                source=f"{TRIED}/pf-cognito-recovery-admin-only-alone/meta.yaml",
                fix=fix(Set(recovery.path, [{"name": "admin_only", "priority": 1}])),
                invalid={
                    recovery.path: [{"name": "admin_only", "priority": 1}, {"name": "verified_email", "priority": 2}]
                },
                valid={recovery.path: [{"name": "admin_only", "priority": 1}]},
            ),
            Constraint(
                demand=argument("attributeDataType").equals("String"),
                when=name.one_of(*TEXTS),
                error="InvalidParameterException: You can not change AttributeDataType or set developerOnlyAttribute"
                " for standard schema attribute email",
                source=f"{TRIED}/pf-cognito-schema-standard-attr-datatype/meta.yaml",
                fix=fix(Set("attributeDataType", "String")),
                invalid={"name": "email", "attributeDataType": "Number"},
                valid={"name": "email", "attributeDataType": "String"},
                condition="the data type of a standard attribute in schemas is changed",
            ).inside("schemas[]"),
            Constraint(
                demand=~argument("developerOnlyAttribute").is_true(),
                when=name.one_of(*STANDARD_ATTRIBUTES),
                error="InvalidParameterException: You can not change AttributeDataType or set developerOnlyAttribute"
                " for standard schema attribute email",
                source=f"{TRIED}/pf-cognito-schema-standard-attr-datatype/meta.yaml",
                fix=fix(Remove("developerOnlyAttribute")),
                invalid={"name": "email", "attributeDataType": "String", "developerOnlyAttribute": True},
                valid={"name": "email", "attributeDataType": "String"},
                condition="a standard attribute in schemas is for developers only",
            ).inside("schemas[]"),
            ordered(
                "numberAttributeConstraints.minValue",
                "numberAttributeConstraints.maxValue",
                low=1,
                high=256,
                beside={"name": "level", "attributeDataType": "Number"},
                error="InvalidParameterException: Attribute custom:n2 cannot have a max value smaller than it's min"
                " value",
                source=f"{TRIED}/pf-cognito-schema-number-min-max-order/meta.yaml",
            ).inside("schemas[]"),
            ordered(
                "stringAttributeConstraints.minLength",
                "stringAttributeConstraints.maxLength",
                low=1,
                high=256,
                beside={"name": "level", "attributeDataType": "String"},
                error="InvalidParameterException: Attribute custom:level cannot have a max length shorter than it's min"
                " length",
                source=f"{TRIED}/pf-cognito-schema-attr-length-order/meta.yaml",
            ).inside("schemas[]"),
            Constraint(
                demand=fits(
                    recovery,
                    "mechanisms of different names and priorities",
                    repeated_error,
                    recovery.whole,
                ),
                when=recovery.is_given().unsaid(),
                error="InvalidParameterException: Invalid account recovery setting parameter. Account Recovery Setting"
                " cannot have duplicate priorities or recovery mechanisms.",
                source=f"{TRIED}/pf-cognito-recovery-duplicate/meta.yaml",
                fix=note("a priority of its own for each mechanism"),
                invalid=(
                    {
                        recovery.path: [
                            {"name": "verified_email", "priority": 1},
                            {"name": "verified_phone_number", "priority": 1},
                        ]
                    },
                    {
                        recovery.path: [
                            {"name": "verified_email", "priority": 1},
                            {"name": "verified_email", "priority": 2},
                        ]
                    },
                ),
                valid={
                    recovery.path: [
                        {"name": "verified_email", "priority": 1},
                        {"name": "verified_phone_number", "priority": 2},
                    ]
                },
                condition="two of the recovery mechanisms have the same priority or name",
            ),
            named("PoolName", CREATE_POOL),
            Constraint(
                demand=factors.contains("PASSWORD"),
                when=factors.is_given(),
                error="InvalidParameterException: Password should be configured as one of the allowed first auth"
                " factors.",
                source=f"{TRIED}/pf-cognito-signin-policy-password-required/meta.yaml",
                fix=fix(Add(factors.path, "PASSWORD")),
                invalid={factors.path: ["EMAIL_OTP"]},
                valid={factors.path: ["PASSWORD", "EMAIL_OTP"]},
            ),
            Constraint(
                demand=~argument("userPoolTier").equals("LITE"),
                when=any_condition(factors.contains(one) for one in ("WEB_AUTHN", "EMAIL_OTP", "SMS_OTP")),
                error="InvalidParameterException: The following features need to be disabled for the LITE pricing tier"
                " configured: Passwordless Sign-In",
                source=f"{TRIED}/pf-cognito-signin-policy-webauthn-tier/meta.yaml",
                fix=fix(Set("userPoolTier", Blank("ESSENTIALS or PLUS")), otherwise=Remove("signInPolicy")),
                invalid={factors.path: ["PASSWORD", "EMAIL_OTP"], "userPoolTier": "LITE"},
                valid=(
                    {factors.path: ["PASSWORD", "EMAIL_OTP"], "userPoolTier": "ESSENTIALS"},
                    {"userPoolTier": "LITE"},
                ),
            ),
        ),
        CLIENT: (
            named("ClientName", CREATE_CLIENT),
            Constraint(
                demand=Condition(
                    lambda it: written.of(it).all(lambda one: is_not(one.is_in(VERIFIED))),
                    Words.be("writeAttributes", "attributes that a client may write"),
                    ("writeAttributes",),
                ),
                when=written.is_given().unsaid(),
                error="InvalidParameterException: Invalid write attributes specified while creating a client",
                source=f"{TRIED}/pf-cognito-write-attributes-immutable/meta.yaml",
                fix=fix(Set("writeAttributes", [Blank("attributes but email_verified and phone_number_verified")])),
                invalid={"writeAttributes": ["email", "email_verified"]},
                valid={"writeAttributes": ["email"], "readAttributes": ["email", "email_verified"]},
                condition="writeAttributes has email_verified or phone_number_verified",
            ),
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
                beside={**CALLED, "allowedOauthScopes": ["openid"]},
                error=FLOWS_AND_SCOPES,
                source="https://github.com/crossplane-contrib/provider-upjet-aws/issues/807",
            ),
            needs(
                OAUTH,
                "allowedOauthScopes",
                ["openid"],
                blank="scopes, such as openid",
                beside={**CALLED, "allowedOauthFlows": ["code"]},
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
        RESOURCE_SERVER: (
            form(
                "identifier",
                r"[\x21\x23-\x5B\x5D-\x7E]+",
                "signs of ASCII without spaces and quotation marks",
                invalid="the orders",
                valid="https://orders.example.com",
                error=r"Identifier: Pattern: [\x21\x23-\x5B\x5D-\x7E]+",
                source=CREATE_SERVER,
            ),
            form(
                "scopeName",
                r"[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+",
                "signs of ASCII without spaces, slashes and quotation marks",
                invalid=("orders/read", "read orders"),
                valid="orders.read",
                error=r"ScopeName: Pattern: [\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+",
                source=SCOPE,
            ).inside("scopes[]", {"scopeDescription": "reads orders"}),
        ),
        DOMAIN: (
            Constraint(
                demand=domain.matches(r".+\..+\..+", "a subdomain, such as login.example.com"),
                when=argument("certificateArn").is_given() & domain.is_given().unsaid(),
                error="InvalidParameterException: Custom domain is not a valid subdomain: Was not able to resolve a DNS"
                " A record for the parent domain or domain parent is a top-level domain.",
                source=f"{TRIED}/pf-cognito-custom-domain-fqdn/meta.yaml",
                fix=fix(Set("domain", Blank("a subdomain, such as login.example.com"))),
                invalid=(
                    {"domain": "acme", "certificateArn": SITE},
                    {"domain": "acme.com", "certificateArn": SITE},
                ),
                valid={"domain": "login.acme.com", "certificateArn": SITE},
            ),
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
            Constraint(
                demand=domain.matches(
                    "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
                    "small letters, digits and hyphens, with no hyphen at an end",
                ),
                when=argument("certificateArn").is_empty() & domain.is_given().unsaid(),
                error="InvalidParameterException: The domain name contains an invalid character. Domain names can only"
                " contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this"
                r" format: ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$",
                source=f"{TRIED}/pf-cognito-domain-prefix-format/meta.yaml",
                fix=fix(Set("domain", Blank("small letters, digits and hyphens"))),
                correct=of_text(as_prefix),
                invalid=({"domain": "Acme_Login"}, {"domain": "login.acme.com"}, {"domain": "acme-"}),
                valid=(
                    {"domain": "acme-login"},
                    {
                        "domain": "login.acme.com",
                        "certificateArn": SITE,
                    },
                ),
            ),
        ),
    },
    base={
        USER_POOL[0]: {"name": "shop"},
        CLIENT[0]: {"userPoolId": "us-east-1_abcdefghi"},
        RESOURCE_SERVER[0]: {"userPoolId": "us-east-1_abcdefghi", "identifier": "orders", "name": "orders"},
        DOMAIN[0]: {"userPoolId": "us-east-1_abcdefghi", "domain": "acme-login"},
    },
    references=(CREATE_POOL, CREATE_CLIENT),
)
