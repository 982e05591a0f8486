"""iam-name-valid: IAM names and paths must be valid."""

from collections.abc import Iterator

from policypack.aws.iam.names import LONGEST_NAME, has_name_characters, is_path
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(identity: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name is short enough and of IAM's characters, and the path begins and ends with a slash."""
    name, longest = identity["name"].as_text(), LONGEST_NAME[identity.type]
    yield require(
        name.test(lambda text: len(text) <= longest),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The name is {name}{name.say(lambda text: f', {len(text)} characters long', '')}, and IAM takes"
        f" {longest} of {identity.short_type}.",
        fix='name="orders"  # a shorter one',
    )
    yield require(
        name.test(lambda text: has_name_characters(text, identity.type)),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The name is {name}, which IAM refuses: it must contain only alphanumeric characters and/or the"
        " following: +=,.@_-",
        fix='name="orders-api"',
    )
    path = identity["path"].as_text()
    yield require(
        path.test(is_path),
        when=is_not(path.is_empty()),
        at=path,
        problem=f"The path is {path}, which IAM refuses: it must begin and end with /.",
        fix='path="/service/"',
    )


_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
_ROLE_NAME = "https://github.com/aws-amplify/amplify-cli/issues/9120"

RULE = ResourceRule(
    id="iam-name-valid",
    summary="IAM names and paths must be valid",
    rationale="""
        Roles and users have 64 characters for their name, everything else in IAM has 128: letters, digits and
        plus, equals, comma, full stop, at, underscore, hyphen. Names of inline policies may have other visible
        characters but backslash, slash, asterisk and question mark. A path is a slash, or text between two slashes.
        Two names that differ only in case are one to IAM; that is not looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(LONGEST_NAME),
    references=(_QUOTAS, "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html", _ROLE_NAME),
    rejections=(
        Rejection(
            service="IAM",
            condition="The name of a role or user has more than 64 characters",
            error="ValidationError: 1 validation error detected: Value at 'roleName' failed to satisfy constraint:"
            " Member must have length less than or equal to 64",
            source="https://github.com/faizanbashir/python-ses-dynamodb-contactform/issues/4",
            invalid="long-role",
            valid="longest-role",
        ),
        Rejection(
            service="IAM",
            condition="The name of a group, policy or instance profile has more than 128 characters",
            error="ValidationError: 1 validation error detected: Value at 'policyName' failed to satisfy constraint:"
            " Member must have length less than or equal to 128",
            source=_QUOTAS,
            invalid="long-policy",
            valid="longest-policy",
        ),
        Rejection(
            service="IAM",
            condition="A name has a character that IAM does not take, a space or a slash for example",
            error="ValidationError: The specified value for roleName is invalid. It must contain only alphanumeric"
            " characters and/or the following: +=,.@_-",
            source=_ROLE_NAME,
            invalid="spaced",
            valid="marks",
        ),
        Rejection(
            service="IAM",
            condition="A path does not begin or end with a slash",
            error="ValidationError: The specified value for path is invalid. It must begin and end with / and contain"
            " only alphanumeric characters and/or / characters.",
            source="https://github.com/serverless/serverless/pull/3802",
            invalid="open-path",
            valid="path",
        ),
    ),
    check=check,
)
