"""lambda-environment-valid: Lambda environment variables must have valid names and fit in 4 KB."""

from collections.abc import Iterator

from policypack.aws import lambda_
from policypack.aws.common.foreseeable import may_surprise
from policypack.aws.lambda_ import LARGEST_ENVIRONMENT, RESERVED_VARIABLES, environment_size
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule

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
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.FUNCTION,
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
)
