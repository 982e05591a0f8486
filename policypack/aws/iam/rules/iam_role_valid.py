"""iam-role-valid: IAM roles must have a valid session duration and description."""

from collections.abc import Iterator

from policypack.aws.iam import ROLE
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

SHORTEST, LONGEST = 3600, 43200
"""Seconds of a session."""
LONGEST_DESCRIPTION = 1000
DESCRIPTION_CHARACTERS = "[\t\n\r -~\u00a1-\u00ff]*"


def check(role: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """A session is one to twelve hours long, and the description is short and of the Latin alphabet."""
    duration, description = role["maxSessionDuration"], role["description"].as_text()
    yield require(
        all_of(duration.at_least(SHORTEST), duration.at_most(LONGEST)),
        when=duration.is_set(),
        at=duration,
        problem=f"maxSessionDuration is {duration}; IAM takes {SHORTEST} to {LONGEST} seconds.",
        fix="max_session_duration=3600",
    )
    yield require(
        description.test(lambda text: len(text) <= LONGEST_DESCRIPTION),
        when=is_not(description.is_empty()),
        at=description,
        problem=f"The description is longer than the {LONGEST_DESCRIPTION} characters that IAM takes.",
        fix='description="Reads orders"',
    )
    yield require(
        description.matches(DESCRIPTION_CHARACTERS),
        when=is_not(description.is_empty()),
        at=description,
        problem=f"The description is {description}: it has characters outside of Latin-1, a long dash or a curly"
        " quotation mark for example, which IAM refuses in a role.",
        fix='description="Reads orders - and nothing else"',
    )


_CREATE = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"

RULE = ResourceRule(
    id="iam-role-valid",
    summary="IAM roles must have a valid session duration and description",
    rationale="""
        A session of a role may last one to twelve hours. The description of a role has up to 1,000 characters of
        Latin-1: text that an editor or a model has written often has a long dash or a curly quotation mark in it,
        which descriptions elsewhere take and this one does not. How many policies a role may have is a quota that an
        account can raise, so it is not looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ROLE,
    references=(_CREATE, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html"),
    rejections=(
        Rejection(
            service="IAM",
            condition="A role's longest session is under 3600 or over 43200 seconds",
            error="ValidationError: 1 validation error detected: Value at 'maxSessionDuration' failed to satisfy"
            " constraint: Member must have value less than or equal to 43200",
            source=_CREATE,
            invalid="day",
            valid="twelve-hours",
        ),
        Rejection(
            service="IAM",
            condition="A role's description has more than 1,000 characters",
            error="ValidationError: 1 validation error detected: Value at 'description' failed to satisfy constraint:"
            " Member must have length less than or equal to 1000",
            source=_CREATE,
            invalid="novel",
            valid="longest",
        ),
        Rejection(
            service="IAM",
            condition="A role's description has characters outside of Latin-1",
            error="ValidationError: 1 validation error detected: Value at 'description' failed to satisfy constraint:"
            r" Member must satisfy regular expression pattern:"
            r" [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*",
            source=_CREATE,
            invalid="dash",
            valid="accent",
        ),
    ),
    check=check,
)
