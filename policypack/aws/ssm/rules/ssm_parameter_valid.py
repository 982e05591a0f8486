"""ssm-parameter-valid: Parameter Store names and values must be valid."""

from collections.abc import Iterator

from policypack.aws.common.foreseeable import may_surprise
from policypack.aws.ssm import PARAMETER
from policypack.check import Resource, Stack, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

RESERVED = ("aws", "ssm")
DEEPEST = 15
LONGEST = 1011
STANDARD, ADVANCED = 4096, 8192
"""Characters of a value in the two tiers."""


def check(parameter: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The name is a path of Parameter Store's characters, and the value fits the tier."""
    yield from name_fits(parameter)
    yield from value_fits(parameter, context.stack)


def value_fits(parameter: Resource, stack: Stack) -> Iterator[Verdict]:
    """Without a tier the account's own default applies, which may be any."""
    for argument in ("value", "insecureValue"):
        value = parameter[argument].as_text()
        said = all_of(may_surprise(value, parameter, stack), is_not(value.is_empty()))
        yield require(
            value.test(lambda text: len(text) <= STANDARD),
            when=all_of(parameter["tier"].equals("Standard"), said),
            at=value,
            problem=f"{argument} is longer than the {STANDARD} characters that the tier Standard holds.",
            fix='tier="Advanced"',
        )
        yield require(
            value.test(lambda text: len(text) <= ADVANCED),
            when=said,
            at=value,
            problem=f"{argument} is longer than the {ADVANCED} characters that a parameter holds in any tier.",
            fix="# keep the content in S3 and its key in the parameter",
        )


def name_fits(parameter: Resource) -> Iterator[Verdict]:
    """Spaces around a name are taken off by Parameter Store."""
    name = parameter["name"].as_text()
    bare = name.map(lambda text: text.strip(" ") if isinstance(text, str) else text)
    demands = (
        (
            bare.matches("[A-Za-z0-9_./-]+"),
            "it has other characters than letters, digits, full stops, hyphens, underscores and slashes",
        ),
        (
            bare.test(lambda text: text.startswith("/") or "/" not in text),
            "a name with slashes is a path, which begins with one",
        ),
        (
            is_not(bare.test(lambda text: text.lower().startswith(RESERVED))),
            "names that begin with aws or ssm are reserved",
        ),
        (bare.test(lambda text: text.strip("/").count("/") < DEEPEST), f"a path has up to {DEEPEST} levels"),
        (bare.test(lambda text: len(text) <= LONGEST), f"it has more than {LONGEST} characters"),
    )
    for holds, reason in demands:
        yield require(
            holds,
            when=is_not(bare.is_empty()),
            at=name,
            problem=f"The parameter's name is {name}, which Parameter Store refuses: {reason}.",
            fix='name="/shop/orders/url"',
        )


_PUT = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html"
_TIERS = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
_NAMES = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html"

RULE = StackRule(
    id="ssm-parameter-valid",
    summary="Parameter Store names and values must be valid",
    rationale="""
        A parameter's name is either one word or a path that begins with a slash, of letters, digits, full stops,
        hyphens and underscores; words that begin with aws or ssm are reserved. The tier Standard holds 4,096 characters
        and no tier more than 8,192. Without a tier an account's own default applies, so only the larger limit is
        asked there, and a value that waits for resources which do not exist yet is not
        measured. Paths below /aws and /ssm are not looked into: some accounts may write to them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=PARAMETER,
    references=(_PUT, _TIERS, _NAMES),
    rejections=(
        Rejection(
            service="SSM",
            condition="A parameter's name has other characters than letters, digits and _.-/",
            error='ValidationException: Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed'
            " as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of"
            " letters, numbers and the following 3 symbols .-_",
            source="https://github.com/boto/boto3/issues/1499",
            invalid="spaced",
            valid="path",
        ),
        Rejection(
            service="SSM",
            condition="A parameter's name has slashes and does not begin with one",
            error="ValidationException: Parameter name must be a fully qualified name.",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/7251",
            invalid="relative",
            valid="path",
        ),
        Rejection(
            service="SSM",
            condition="A parameter's name begins with aws or ssm, in any case",
            error="AccessDeniedException: No access to reserved parameter name: awslimitschecker.",
            source="https://github.com/aws-solutions/quota-monitor-for-aws/issues/30",
            invalid="reserved",
            valid="word",
        ),
        Rejection(
            service="SSM",
            condition="A parameter's path has more than 15 levels",
            error="HierarchyLevelLimitExceededException: A hierarchy can have a maximum of 15 levels.",
            source=_PUT,
            invalid="deep",
            valid="deepest",
        ),
        Rejection(
            service="SSM",
            condition="A parameter of the tier Standard has more than 4,096 characters",
            error="ValidationException: Standard tier parameters support a maximum parameter value of 4096"
            " characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter"
            " tier.",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/18521",
            invalid="large",
            valid="largest",
        ),
        Rejection(
            service="SSM",
            condition="A parameter has more than 8,192 characters",
            error="ValidationException, for a value over the maximum size of an advanced parameter, 8 KB",
            source=_TIERS,
            invalid="huge",
            valid="largest-advanced",
        ),
    ),
    check=check,
)
