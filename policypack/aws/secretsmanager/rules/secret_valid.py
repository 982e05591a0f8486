"""secret-valid: Secrets must have valid recovery, rotation and size."""

from collections.abc import Iterator

from policypack.aws.common.foreseeable import may_surprise
from policypack.aws.secretsmanager import SECRET, SECRET_ROTATION, SECRET_VERSION
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

WINDOW = (7, 30)
"""Days that a deleted secret can be restored; 0 stands for a deletion at once."""
DAYS = (1, 1000)
"""Days from one rotation to the next."""
LARGEST = 65536
"""Bytes of a version."""


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Periods are within the service's limits, and a version is not larger than 64 KB."""
    window = resource["recoveryWindowInDays"]
    yield require(
        any_of(window.equals(0), all_of(window.at_least(WINDOW[0]), window.at_most(WINDOW[1]))),
        when=window.is_set(),
        at=window,
        problem=f"recoveryWindowInDays is {window}, which Secrets Manager refuses when the secret is deleted: it waits"
        f" {WINDOW[0]} to {WINDOW[1]} days, or not at all.",
        fix="recovery_window_in_days=30  # 0 deletes at once",
    )
    content = resource["secretString"].as_text()
    yield require(
        content.test(lambda text: len(text.encode(errors="replace")) <= LARGEST),
        when=all_of(may_surprise(content, resource, context.stack), is_not(content.is_empty())),
        at=content,
        problem=f"secretString is larger than {LARGEST} bytes, the most that a version holds.",
        fix="# keep the content in S3, encrypted, and its key in the secret",
    )
    days = resource["rotationRules"]["automaticallyAfterDays"]
    yield require(
        all_of(days.at_least(DAYS[0]), days.at_most(DAYS[1])),
        when=days.is_set(),
        at="rotationRules.automaticallyAfterDays",
        problem=f"rotationRules.automaticallyAfterDays is {days}; Secrets Manager rotates every {DAYS[0]} to {DAYS[1]}"
        " days.",
        fix='rotation_rules={"automatically_after_days": 30}',
    )


_DELETE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html"
_PUT = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html"
_ROTATE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html"

RULE = StackRule(
    id="secret-valid",
    summary="Secrets must have valid recovery, rotation and size",
    rationale="""
        A deleted secret can be restored for 7 to 30 days, or not at all; Secrets Manager checks that only when the
        secret is deleted, which may be years later and in a hurry. A version holds 65,536 bytes, and rotation happens
        every 1 to 1,000 days. Content that waits for resources which do not exist yet is not measured before they do.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*SECRET, *SECRET_VERSION, *SECRET_ROTATION),
    references=(_DELETE, _PUT, _ROTATE),
    rejections=(
        Rejection(
            service="Secrets Manager",
            condition="A secret's recovery window is neither 0 nor 7 to 30 days",
            error="InvalidParameterException: The RecoveryWindowInDays value must be between 7 and 30 days"
            " (inclusive).",
            source="https://github.com/getmoto/moto/issues/6461",
            invalid="day",
            valid="week",
        ),
        Rejection(
            service="Secrets Manager",
            condition="A version of a secret is larger than 65,536 bytes",
            error="ValidationException: 1 validation error detected: Value at 'secretString' failed to satisfy"
            " constraint: Member must have length less than or equal to 65536",
            source=_PUT,
            invalid="large",
            valid="largest",
        ),
        Rejection(
            service="Secrets Manager",
            condition="A secret is rotated every under 1 or over 1,000 days",
            error="ValidationException: 1 validation error detected: Value at 'rotationRules.automaticallyAfterDays'"
            " failed to satisfy constraint: Member must have value less than or equal to 1000",
            source=_ROTATE,
            invalid="seldom",
            valid="rarest",
        ),
    ),
    check=check,
)
