"""kms-alias-name: KMS alias names must be valid."""

from collections.abc import Iterator

from policypack.aws import kms
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

PREFIX, RESERVED = "alias/", "alias/aws/"
LONGEST = 256


def check(alias: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name begins alias/, not alias/aws/, and goes on in KMS's characters."""
    name = alias["name"].as_text()
    said = is_not(name.is_empty())
    yield require(
        name.starts_with(PREFIX),
        when=said,
        at=name,
        problem=f"The alias is named {name}, which KMS refuses: an alias begins alias/.",
        fix='name="alias/orders"',
    )
    yield require(
        is_not(name.starts_with(RESERVED)),
        when=said,
        at=name,
        problem=f"The alias is named {name}, which KMS refuses: alias/aws/ is reserved for keys that AWS manages.",
        fix='name="alias/orders"',
    )
    yield require(
        name.matches(rf"[A-Za-z0-9/_-]{{1,{LONGEST}}}"),
        when=said,
        at=name,
        problem=f"The alias is named {name}, which KMS refuses: up to {LONGEST} letters, digits, slashes, underscores"
        " and hyphens are allowed.",
        fix='name="alias/orders-eu"',
    )


_CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html"
_ALIASES = "https://docs.aws.amazon.com/kms/latest/developerguide/alias-create.html"

RULE = ResourceRule(
    id="kms-alias-name",
    summary="KMS alias names must be valid",
    rationale="""
        The prefix alias/ is part of an alias's name in the API; the console adds it by itself, so it is easily left
        out. What begins alias/aws/ belongs to the keys that AWS manages. Only letters, digits, slashes, underscores
        and hyphens are allowed: no full stop and no space.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=kms.ALIAS,
    references=(_CREATE, _ALIASES),
    rejections=(
        Rejection(
            service="KMS",
            condition="An alias's name does not begin alias/",
            error="ValidationException: This value must begin with alias/ followed by a name, such as"
            " alias/ExampleAlias.",
            source=_CREATE,
            invalid="bare",
            valid="slashes",
        ),
        Rejection(
            service="KMS",
            condition="An alias's name begins alias/aws/",
            error="NotAuthorizedException: The alias name cannot begin with alias/aws/. The alias/aws/ prefix is"
            " reserved.",
            source=_ALIASES,
            invalid="reserved",
            valid="aws",
        ),
        Rejection(
            service="KMS",
            condition="An alias's name has other characters than letters, digits, slashes, underscores and hyphens",
            error="InvalidAliasNameException: The request was rejected because the specified alias name is not valid.",
            source=_CREATE,
            invalid="dotted",
            valid="slashes",
        ),
        Rejection(
            service="KMS",
            condition="An alias's name has more than 256 characters",
            error="ValidationException: 1 validation error detected: Value at 'aliasName' failed to satisfy constraint:"
            " Member must have length less than or equal to 256",
            source=_CREATE,
            invalid="long",
            valid="longest",
        ),
    ),
    check=check,
)
