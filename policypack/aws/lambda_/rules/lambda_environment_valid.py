"""lambda-environment-valid: Lambda environment variables must have valid names and fit in 4 KB."""

from collections.abc import Iterator

from policypack.aws import lambda_
from policypack.aws.lambda_ import LARGEST_ENVIRONMENT, RESERVED_VARIABLES
from policypack.check import Count, Resource, Value, Verdict, is_not, known, require
from policypack.fix import note
from policypack.rule import Context, Rejection, ResourceRule

NAME = r"[a-zA-Z][a-zA-Z0-9_]+"
AT = "environment.variables"
VARIABLES = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"
SIZE = "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/3594"
RESERVED = Rejection(
    service="Lambda",
    condition="An environment variable is one that Lambda sets itself",
    error="InvalidParameterValueException: Lambda was unable to configure your environment variables because the"
    " environment variables you have provided contains reserved keys that are currently not supported for modification."
    " Reserved keys used in this request: AWS_REGION",
    source="https://github.com/cds-snc/notification-terraform/pull/419",
    invalid="region",
    valid="own",
)
INVALID_NAME = Rejection(
    service="Lambda",
    condition="An environment variable's name is one character, or has others than letters, digits, underscores",
    error="ValidationException: 1 validation error detected: Value at 'environment.variables' failed to satisfy"
    " constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern:"
    " [a-zA-Z]([a-zA-Z0-9_])+]",
    source="https://github.com/trek10inc/serverless-secrets/issues/39",
    invalid="hyphen",
    valid="own",
)
TOO_LARGE = Rejection(
    service="Lambda",
    condition="A function's environment variables have more than 4,096 bytes",
    error="InvalidParameterValueException: Lambda was unable to configure your environment variables because the"
    " environment variables you have provided exceeded the 4KB limit.",
    source=SIZE,
    invalid="large",
    valid="full",
)


def check(function: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Each variable has a valid name, and together they are at most 4 KB."""
    variables = function.at(AT)
    yield from names(variables)
    yield require(
        is_not(size_of(variables).at_least(LARGEST_ENVIRONMENT + 1)),
        when=is_not(variables.is_empty()),
        at=AT,
        problem=f"The environment variables have more than {LARGEST_ENVIRONMENT:,} bytes.",
        fix=note("store large values in Parameter Store, and only their names in environment variables"),
        rejects=TOO_LARGE,
    )


def names(variables: Value) -> Iterator[Verdict]:
    """A name is shown unless its entry is secret."""
    for key, value in variables.fields():
        name = "one of the variables" if value.is_secret else repr(key)
        yield require(
            Value(key, AT).matches(NAME),
            at=AT,
            problem=f"The name of an environment variable, {name}, is invalid: a name is a letter and then letters,"
            " digits and underscores, at least two characters.",
            fix=note(f"rename {name}"),
            rejects=INVALID_NAME,
        )
        yield require(
            known(key not in RESERVED_VARIABLES),
            at=AT,
            problem=f"The environment variable {name} is reserved: Lambda sets it in the function.",
            fix=note(f"without {name}"),
            rejects=RESERVED,
        )


def size_of(variables: Value) -> Count:
    """Bytes of all names and values; Lambda counts the marks between them, too."""
    if variables.is_unknown:
        return Count(0, None, variables.undecided().because)
    parts = (part for key, value in variables.fields() for part in (Value(key, AT), value))
    return sum((part.length(in_bytes=True) for part in parts), Count(0, 0))


RULE = ResourceRule(
    id="lambda-environment-valid",
    summary="Lambda environment variables must have valid names and fit in 4 KB",
    rationale="""
        The names that Lambda sets itself, AWS_REGION above all, are reserved, and a name starts with a letter and has
        two characters or more. All names and values together have at most 4,096 bytes. Lambda measures them as JSON, so
        a little less than that may be too much; this rule counts only the names and values themselves.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.FUNCTION,
    references=(VARIABLES, "https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html", SIZE),
    rejections=(RESERVED, INVALID_NAME, TOO_LARGE),
    check=check,
)
