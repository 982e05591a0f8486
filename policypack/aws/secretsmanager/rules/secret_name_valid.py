"""secret-name-valid: Secrets Manager names must be valid."""

from collections.abc import Iterator

from policypack.aws.secretsmanager import SECRET
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

LONGEST = 512
CHARACTERS = r"[A-Za-z0-9/_+=.@!-]+"


def check(secret: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name has up to 512 of the service's characters."""
    name = secret["name"].as_text()
    said = is_not(name.is_empty())
    yield require(
        name.matches(CHARACTERS),
        when=said,
        at=name,
        problem=f"The secret's name is {name}, which Secrets Manager refuses: letters, digits and -/_+=.@! only.",
        fix='name="shop/orders"',
    )
    yield require(
        name.test(lambda text: len(text) <= LONGEST),
        when=said,
        at=name,
        problem=f"The secret's name has more than the {LONGEST} characters that Secrets Manager takes.",
        fix='name="shop/orders"',
    )


_CREATE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html"
_NAME = "https://github.com/hashicorp/terraform-provider-aws/issues/39406"

RULE = ResourceRule(
    id="secret-name-valid",
    summary="Secrets Manager names must be valid",
    rationale="""
        A secret's name may have letters, digits and -/_+=.@! in it, up to 512 of them. A space or a colon, copied from
        a title or an ARN, is refused. A hyphen and six characters at the end are accepted but look like the part that
        AWS adds to ARNs, so AWS advises against them; that is not looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=SECRET,
    references=(_CREATE, _NAME),
    rejections=(
        Rejection(
            service="Secrets Manager",
            condition="A secret's name has other characters than letters, digits and -/_+=.@!",
            error="ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any"
            " of the following: -/_+=.@!",
            source=_NAME,
            invalid="spaced",
            valid="marks",
        ),
        Rejection(
            service="Secrets Manager",
            condition="A secret's name has more than 512 characters",
            error="ValidationException: 1 validation error detected: Value at 'name' failed to satisfy constraint:"
            " Member must have length less than or equal to 512",
            source=_CREATE,
            invalid="long",
            valid="longest",
        ),
    ),
    check=check,
)
