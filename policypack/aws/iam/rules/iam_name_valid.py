"""iam-name-valid: IAM names and paths must be valid."""

from policypack.constraint import Constraint, Set, argument, few, fix, form, joined, length, of_text
from policypack.rule import constraints_rule

QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
LONG_ROLE = "https://github.com/faizanbashir/python-ses-dynamodb-contactform/issues/4"
CHARACTERS = "https://github.com/aws-amplify/amplify-cli/issues/9120"
PATH = "https://github.com/serverless/serverless/pull/3802"
TOO_LONG = (
    "ValidationError: 1 validation error detected: Value at '{}' failed to satisfy constraint: Member must have length"
    " less than or equal to {}"
)
WRONG_CHARACTERS = (
    "ValidationError: The specified value for roleName is invalid. It must contain only alphanumeric characters and/or"
    " the following: +=,.@_-"
)
SHORT_NAMED = ("aws:iam/role:Role", "aws:iam/user:User")
LONG_NAMED = ("aws:iam/group:Group", "aws:iam/policy:Policy", "aws:iam/instanceProfile:InstanceProfile")
INLINE = ("aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy")
POLICY = {"policy": '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'}
TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)

SERVICE_LINKED = ("aws:iam/serviceLinkedRole:ServiceLinkedRole",)
OIDC_PROVIDER = ("aws:iam/openIdConnectProvider:OpenIdConnectProvider",)

RULE = constraints_rule(
    id="iam-name-valid",
    service="IAM",
    summary="IAM names and paths must be valid",
    rationale="""
        Names of roles and users have at most 64 characters, all other names in IAM at most 128: letters, digits and
        plus, equals, comma, full stop, at, underscore, hyphen. Names of inline policies may have other visible ASCII
        characters except backslash, slash, asterisk and question mark. A path is a slash, or text between two slashes.
        The paths of service-linked roles are IAM's own. A permissions boundary is a managed policy. The URL of an
        OpenID Connect provider begins with https. IAM compares names without case; this rule does not
        look for two names that differ only in case.
    """,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",),
    constraints={
        OIDC_PROVIDER: (
            form(
                "url",
                r"https://.+",
                "a URL that begins with https://",
                invalid="http://token.example.com",
                valid="https://token.example.com",
                error="ValidationError: Invalid Open ID Connect Provider URL: the URL must begin with https://.",
                source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html",
            ),
            few(
                "clientIdLists",
                100,
                item="audience-",
                error="An OIDC provider takes at most 100 client ids",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/"
                "pf-iam-oidc-provider-client-id-count/meta.yaml",
            ),
        ),
        (*LONG_NAMED, *INLINE): (length("name", 128, error=TOO_LONG.format("policyName", 128), source=QUOTAS),),
        SERVICE_LINKED: (
            form(
                "awsServiceName",
                r".+\..+",
                "the name of a service, such as autoscaling.amazonaws.com",
                invalid="autoscaling",
                valid="autoscaling.amazonaws.com",
                correct=of_text(lambda text: f"{text}.amazonaws.com" if text.isalnum() else None),
                error="AWSServiceName is a service principal",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/"
                "pf-iam-slr-service-name-format/meta.yaml",
            ),
        ),
        (*SHORT_NAMED, *LONG_NAMED): (
            form(
                "name",
                r"[A-Za-z0-9_+=,.@-]+",
                "letters, digits and +=,.@_-",
                invalid=("orders api", "orders/api"),
                valid=("orders-api", "ops+=,.@_-"),
                correct=joined("A-Za-z0-9_+=,.@-"),
                error=WRONG_CHARACTERS,
                source=CHARACTERS,
            ),
            form(
                "path",
                r"/|/[!-\x7f]{1,510}/",
                "a slash, or up to 510 visible ASCII characters between two slashes",
                invalid=("/people", "people/"),
                valid=("/people/", "/"),
                correct=of_text(lambda text: f"/{text.strip('/')}/"),
                error="ValidationError: The specified value for path is invalid. It must begin and end with / and"
                " contain only alphanumeric characters and/or / characters.",
                source=PATH,
            ),
            Constraint(
                demand=~argument("path").starts_with("/aws-service-role"),
                when=argument("path").is_given().unsaid(),
                error="InvalidInput: Paths beginning with '/aws-service-role' are reserved for AWS Service Linked"
                " Roles",
                source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html",
                fix=fix(Set("path", "/service-role/"), note="aws.iam.ServiceLinkedRole makes a service-linked role"),
                invalid={"path": "/aws-service-role/ecs.amazonaws.com/"},
                valid={"path": "/service-role/"},
            ),
        ),
        SHORT_NAMED: (
            length("name", 64, error=TOO_LONG.format("roleName", 64), source=LONG_ROLE),
            form(
                "permissionsBoundary",
                r"arn:[^:]+:iam::(?:\d{12}|aws):policy/.+",
                "the ARN of a managed policy",
                invalid=("ReadOnlyAccess", "arn:aws:iam::123456789012:role/boundary"),
                valid=("arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/boundary"),
                error="A permissions boundary is a policy ARN",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/iam/"
                "pf-iam-permissions-boundary-policy-arn/meta.yaml",
            ),
        ),
        INLINE: (
            form(
                "name",
                r"[^\\/*?\x00- \x7f-\U0010ffff]+",
                "visible ASCII characters except \\ / * ?",
                invalid=("orders/api", "orders api"),
                valid=("orders-api", "read:orders"),
                correct=joined("!-)+-.0->@-\\[\\]-~"),
                error=WRONG_CHARACTERS,
                source=CHARACTERS,
            ),
        ),
    },
    base={
        SERVICE_LINKED[0]: {"awsServiceName": "autoscaling.amazonaws.com"},
        OIDC_PROVIDER[0]: {"url": "https://token.example.com", "clientIdLists": ["sts.amazonaws.com"]},
        "aws:iam/role:Role": {"assumeRolePolicy": TRUST},
        "aws:iam/policy:Policy": POLICY,
        "aws:iam/rolePolicy:RolePolicy": {"role": "orders", **POLICY},
        "aws:iam/userPolicy:UserPolicy": {"user": "orders", **POLICY},
        "aws:iam/groupPolicy:GroupPolicy": {"group": "orders", **POLICY},
    },
)
