"""lambda-environment-valid: Lambda environment variables must have valid names and fit in 4 KB."""

from collections.abc import Iterator

from policypack.aws import lambda_functions
from policypack.aws.foreseeable import may_surprise
from policypack.aws.lambda_functions import LARGEST_ENVIRONMENT, RESERVED_VARIABLES, environment_size
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided

KEY = r"[a-zA-Z][a-zA-Z0-9_]+"
AT = "environment.variables"


def check(function: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each variable has a name that Lambda takes, and together they are not larger than 4 KB."""
    variables = function["environment"]["variables"]
    yield from names_fit(variables)
    too_large = variables.test(lambda plain: environment_size(plain) > LARGEST_ENVIRONMENT)
    yield require(
        is_not(any_of(too_large, nothing_unknown(variables))),
        when=all_of(
            is_not(variables.is_empty()),
            any_of(known(too_large.truth is True), may_surprise(variables, function, context.stack)),
        ),
        at=AT,
        problem=f"The environment variables have more than the {LARGEST_ENVIRONMENT} bytes that Lambda takes.",
        fix="# keep the larger ones in Parameter Store, and their names here",
    )


def names_fit(variables: Value) -> Iterator[Verdict]:
    """A name is shown but where its entry is secret."""
    for key, value in variables.fields():
        shown = "one of them" if value.is_secret else repr(key)
        yield require(
            Value(key, AT).matches(KEY),
            at=AT,
            problem=f"Of the environment variables, {shown} is named as Lambda refuses: a letter comes first, then"
            " letters, digits and underscores, and there are two characters at least.",
            fix='environment={"variables": {"ORDERS_TABLE": table.name}}',
        )
        yield require(
            known(key not in RESERVED_VARIABLES),
            at=AT,
            problem=f"Of the environment variables, {shown} is reserved: Lambda sets it itself, and refuses it here.",
            fix="# without it: Lambda sets it in the function",
        )


def nothing_unknown(variables: Value) -> Fact:
    """False, or unknown while a value is."""
    return known(False) if variables.is_complete else variables.undecided()


_VARIABLES = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"
_SIZE = "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/3594"

RULE = StackRule(
    id="lambda-environment-valid",
    summary="Lambda environment variables must have valid names and fit in 4 KB",
    rationale="""
        The names that Lambda sets itself, AWS_REGION above all, cannot be given, and a name begins with a letter and
        has two characters or more. All names and values together have 4,096 bytes. Lambda measures them as JSON, so a
        little less than that may be too much already; only the names and values themselves are counted here. Values
        that wait for resources which do not exist yet count nothing.
    """,
    level="mandatory",
    severity="high",
    applies_to=lambda_functions.FUNCTION,
    references=(_VARIABLES, "https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html", _SIZE),
    rejections=(
        Rejection(
            service="Lambda",
            condition="An environment variable is one that Lambda sets itself",
            error="InvalidParameterValueException: Lambda was unable to configure your environment variables because"
            " the environment variables you have provided contains reserved keys that are currently not supported for"
            " modification. Reserved keys used in this request: AWS_REGION",
            source="https://github.com/cds-snc/notification-terraform/pull/419",
            invalid="region",
            valid="own",
        ),
        Rejection(
            service="Lambda",
            condition="An environment variable's name is one character, or has others than letters, digits,"
            " underscores",
            error="ValidationException: 1 validation error detected: Value at 'environment.variables' failed to satisfy"
            " constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern:"
            " [a-zA-Z]([a-zA-Z0-9_])+]",
            source="https://github.com/trek10inc/serverless-secrets/issues/39",
            invalid="hyphen",
            valid="own",
        ),
        Rejection(
            service="Lambda",
            condition="A function's environment variables have more than 4,096 bytes",
            error="InvalidParameterValueException: Lambda was unable to configure your environment variables because"
            " the environment variables you have provided exceeded the 4KB limit.",
            source=_SIZE,
            invalid="large",
            valid="full",
        ),
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi
            import pulumi_aws as aws

            def function(name, **variables):
                aws.lambda_.Function(name, role="arn:aws:iam::123456789012:role/orders", runtime="python3.13",
                                     handler="main.handler", code=pulumi.FileArchive("."),
                                     environment={"variables": variables})

            function("region", AWS_REGION="eu-south-2")
            function("hyphen", **{"orders-table": "orders"})
            function("letter", A="orders")
            function("large", TABLES="a" * 4096)
            """,
            finds={
                "region": "environment.variables",
                "hyphen": "environment.variables",
                "letter": "environment.variables",
                "large": "environment.variables",
            },
        ),
        Good(
            """
            import pulumi
            import pulumi_aws as aws

            def function(name, **variables):
                aws.lambda_.Function(name, role="arn:aws:iam::123456789012:role/orders", runtime="python3.13",
                                     handler="main.handler", code=pulumi.FileArchive("."),
                                     environment={"variables": variables} if variables else None)

            function("none")
            function("own", TZ="Europe/Madrid", AWS_NODEJS_CONNECTION_REUSE_ENABLED="1", a1="x")
            function("full", TABLES="a" * 4090)
            table = aws.dynamodb.Table("orders", hash_key="id", attributes=[{"name": "id", "type": "S"}],
                                       billing_mode="PAY_PER_REQUEST")
            function("to-come", TABLE=table.name, STAGE="dev")
            """
        ),
        Undecided(
            """
            import pulumi
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.lambda_.Function("orders", role="arn:aws:iam::123456789012:role/orders", runtime="python3.13",
                                 handler="main.handler", code=pulumi.FileArchive("."),
                                 environment={"variables": {"CONFIGURATION": old.outputs["Configuration"]}})
            """,
            because={"orders": "environment.variables"},
        ),
    ),
)
