"""cognito-identity-provider-valid: Identity providers and role mappings must have what their type needs."""

from policypack.aws.cognito import IDENTITY_PROVIDER
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Map,
    Set,
    argument,
    closest,
    fits,
    fix,
    form,
    joined,
    needs,
)
from policypack.model.values import Plain
from policypack.rule import constraints_rule

ROLE_ATTACHMENT = ("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",)

CREATE = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html"
POOL = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html"
IDENTITY_POOL = ("aws:cognito/identityPool:IdentityPool",)
MAPPING = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cognito"
SOCIAL = ("Google", "Facebook", "LoginWithAmazon")
NAMED = (*SOCIAL, "SignInWithApple")
"""Types whose provider has the name of the type."""
OF_SOCIAL = {"client_id": "4711", "client_secret": "from-the-console", "authorize_scopes": "email"}
OF_OIDC = {
    "client_id": "4711",
    "authorize_scopes": "openid",
    "oidc_issuer": "https://login.example.com",
    "attributes_request_method": "GET",
}
SAID = {
    "client_id": "the ID that the provider gave to the app",
    "client_secret": "the secret that the provider gave to the app",
    "authorize_scopes": "scopes, such as openid",
    "oidc_issuer": "the URL of the issuer, https://...",
    "attributes_request_method": "GET or POST",
}
ROLE = "arn:aws:iam::123456789012:role/signed-in"
RULES: Plain = [{"claim": "role", "matchType": "Equals", "value": "admin", "roleArn": ROLE}]

name, kind = argument("providerName"), argument("providerType")
method = argument("providerDetails.attributes_request_method")
url, file = argument("providerDetails.MetadataURL"), argument("providerDetails.MetadataFile")


def detail_row(kinds: tuple[str, ...], details: dict[str, str], key: str, error: str, page: str) -> Constraint:
    """A key that the details of these providers need."""
    own = argument(f"providerDetails.{key}")
    without = {one: value for one, value in details.items() if one != key}
    return Constraint(
        demand=own.is_present(),
        when=kind.one_of(*kinds),
        error=f"InvalidParameterException: {error}",
        source=f"{TRIED}/{page}/meta.yaml",
        fix=fix(Set(own.path, Blank(SAID[key]))),
        invalid=tuple(provider(one, without) for one in kinds),
        valid=tuple(provider(one, details) for one in kinds),
    )


def provider(kind_: str, details: dict[str, str]) -> Inputs:
    """A provider of a type."""
    return {
        "providerType": kind_,
        "providerName": kind_ if kind_ in NAMED else "staff",
        "providerDetails": Map(details),
    }


def name_error(own: Plain, of: Plain) -> str | None:
    return f"a provider of the type {of} is called {of}" if of in NAMED and isinstance(own, str) and own != of else None


RULE = constraints_rule(
    id="cognito-identity-provider-valid",
    service="Cognito",
    summary="Identity providers and role mappings must have what their type needs",
    rationale="""
        A provider for SAML has metadata, one for OpenID Connect an issuer, a client, scopes and a method. Providers of
        Google, Facebook, Amazon and Apple have their names, and a client with a secret. A role mapping says what
        happens where no rule or several match, and has rules only where its type is Rules.
    """,
    since="0.2.0",
    constraints={
        IDENTITY_PROVIDER: (
            Constraint(
                demand=fits(name, "the type of the provider", name_error, name.of, kind.of),
                when=kind.one_of(*NAMED),
                error="InvalidParameterException: Provider MyGoogle cannot be of type Google.",
                source=f"{TRIED}/pf-cognito-idp-social-provider-name-fixed/meta.yaml",
                fix=fix(Set("providerName", Blank("the same as providerType"))),
                correct=lambda of: of,
                made_of=("providerType",),
                invalid={**provider("Google", OF_SOCIAL), "providerName": "google"},
                valid=provider("Google", OF_SOCIAL),
            ),
            Constraint(
                demand=url.is_present() | file.is_present(),
                when=kind.equals("SAML"),
                error="InvalidParameterException: At least one of the MetadataURL or MetadataFile should be provided.",
                source=f"{TRIED}/pf-cognito-idp-saml-metadata-required/meta.yaml",
                fix=fix(Set(url.path, Blank("the URL of the metadata"))),
                invalid=provider("SAML", {"IDPSignout": "true"}),
                valid=(
                    provider("SAML", {"MetadataURL": "https://login.example.com/metadata"}),
                    provider("SAML", {"MetadataFile": "<EntityDescriptor/>"}),
                ),
            ),
            *(
                detail_row(
                    ("OIDC",),
                    OF_OIDC,
                    key,
                    "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.",
                    "pf-cognito-idp-oidc-required-keys",
                )
                for key in OF_OIDC
            ),
            *(
                detail_row(
                    SOCIAL,
                    OF_SOCIAL,
                    key,
                    "clientId, clientSecret and authorizeScopes are all required idp details.",
                    "pf-cognito-idp-social-required-keys",
                )
                for key in OF_SOCIAL
            ),
            Constraint(
                demand=method.one_of("GET", "POST"),
                when=kind.equals("OIDC") & method.is_set().unsaid(),
                error="attributes_request_method: Either GET or POST.",
                source=CREATE,
                fix=fix(Set(method.path, Blank("GET or POST"))),
                correct=closest(("GET", "POST")),
                invalid=provider("OIDC", {**OF_OIDC, "attributes_request_method": "PUT"}),
                valid=provider("OIDC", {**OF_OIDC, "attributes_request_method": "POST"}),
            ),
        ),
        IDENTITY_POOL: (
            form(
                "identityPoolName",
                r"[\w\s+=,.@-]+",
                "letters, digits, spaces and + = , . @ - _",
                invalid="shop/live",
                valid="Shop - live",
                correct=joined(r"\w\s+=,.@-", 128),
                error=r"IdentityPoolName: Pattern: [\w\s+=,.@-]+",
                source=POOL,
            ),
            form(
                "developerProviderName",
                r"[\w._-]+",
                "letters, digits, periods, hyphens and underscores",
                invalid="login shop",
                valid="login.shop",
                correct=joined(r"\w._-", 128),
                error=r"DeveloperProviderName: Pattern: [\w._-]+",
                source=POOL,
            ),
        ),
        ROLE_ATTACHMENT: (
            needs(
                {"type": ("Token", "Rules")},
                "ambiguousRoleResolution",
                "Deny",
                blank="Deny or AuthenticatedRole",
                beside={"mappingRules": RULES},
                error="AmbiguousRoleResolution: If you specify Token or Rules as the Type, AmbiguousRoleResolution is"
                " required.",
                source=MAPPING,
            ).inside("roleMappings[]", {"identityProvider": "graph.facebook.com"}),
            needs(
                {"type": "Rules"},
                "mappingRules",
                RULES,
                blank="the rules",
                beside={"ambiguousRoleResolution": "Deny"},
                error="RulesConfiguration: If you specify Rules as the role mapping type, RulesConfiguration is"
                " required.",
                source=MAPPING,
            ).inside("roleMappings[]", {"identityProvider": "graph.facebook.com"}),
        ),
    },
    base={
        IDENTITY_PROVIDER[0]: {
            "userPoolId": "us-east-1_abcdefghi",
            "providerName": "staff",
            "providerType": "OIDC",
            "providerDetails": Map(OF_OIDC),
        },
        IDENTITY_POOL[0]: {"identityPoolName": "shop", "allowUnauthenticatedIdentities": False},
        ROLE_ATTACHMENT[0]: {
            "identityPoolId": "us-east-1:0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b",
            "roles": Map({"authenticated": ROLE}),
        },
    },
    references=(CREATE, MAPPING),
)
