"""secret-valid: Secrets must have valid recovery, rotation and size."""

import re

from policypack.aws.secretsmanager import SECRET, SECRET_ROTATION, SECRET_VERSION
from policypack.check import Resource, Verdict, is_not, require
from policypack.constraint import Constraint, Table, argument, fits, within
from policypack.fix import Blank, Set, fix, note
from policypack.model.values import Plain
from policypack.rule import Context, Rejection, ResourceRule

RECOVERY = "https://github.com/getmoto/moto/issues/6461"
PUT = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html"
ROTATE = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html"
LARGEST = 65536
"""Bytes of a version."""

SCHEDULES = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html"
SCHEDULE = "rotationRules.scheduleExpression"

window, schedule = argument("recoveryWindowInDays"), argument(SCHEDULE)


def rate_error(expression: Plain) -> str | None:
    """A rate of hours that is too often, or that is a day or more."""
    rate = re.fullmatch(r"rate\((\d{1,4}) hours?\)", str(expression))
    return f"it is every {rate[1]} hours" if rate and not 4 <= int(rate[1]) < 24 else None


TABLE = Table(
    "Secrets Manager",
    {
        SECRET: (
            Constraint(
                demand=(window.between(7, 30) | window.equals(0)).called(
                    "recoveryWindowInDays is 0, or 7 to 30",
                    "recoveryWindowInDays must be 0, or 7 to 30",
                    fails="recoveryWindowInDays is neither 0 nor 7 to 30",
                ),
                when=window.is_set().unsaid(),
                error="InvalidParameterException: The RecoveryWindowInDays value must be between 7 and 30 days"
                " (inclusive).",
                source=RECOVERY,
                fix=fix(Set("recoveryWindowInDays", 30), note="0 deletes the secret immediately"),
                invalid=({"recoveryWindowInDays": 6}, {"recoveryWindowInDays": 31}),
                valid=(
                    {"recoveryWindowInDays": 7},
                    {"recoveryWindowInDays": 30},
                    {"recoveryWindowInDays": 0},
                ),
            ),
        ),
        SECRET_ROTATION: (
            within(
                "rotationRules.automaticallyAfterDays",
                1,
                1000,
                error="ValidationException: 1 validation error detected: Value at"
                " 'rotationRules.automaticallyAfterDays' failed to satisfy constraint: Member must have value less than"
                " or equal to 1000",
                source=ROTATE,
            ),
            Constraint(
                demand=fits(schedule, "a rate of 4 to 23 hours, or of days", rate_error),
                when=schedule.is_given().unsaid(),
                error="InvalidParameterException: Rate in hour should be least 4 and less than 24.",
                source=SCHEDULES,
                fix=fix(Set(SCHEDULE, Blank("a rate of 4 to 23 hours, or of days"))),
                invalid=({SCHEDULE: "rate(2 hours)"}, {SCHEDULE: "rate(24 hours)"}),
                valid=({SCHEDULE: "rate(4 hours)"}, {SCHEDULE: "rate(10 days)"}, {SCHEDULE: "cron(0 8 1 * ? *)"}),
            ),
        ),
    },
    {
        SECRET_ROTATION[0]: {
            "secretId": "orders",
            "rotationLambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:rotate",
        }
    },
)
TOO_LARGE = Rejection(
    service="Secrets Manager",
    condition="A version of a secret is larger than 65,536 bytes",
    error="ValidationException: 1 validation error detected: Value at 'secretString' failed to satisfy constraint:"
    " Member must have length less than or equal to 65536",
    source=PUT,
    invalid="large",
    valid="largest",
)


def check(resource: Resource, context: Context[None]) -> Verdict:  # noqa: ARG001
    """A version of a secret is not larger than 64 KB."""
    content = resource["secretString"].as_text()
    return require(
        content.is_no_longer_than(LARGEST, in_bytes=True),
        when=is_not(content.is_empty()),
        at=content,
        problem=f"secretString is larger than {LARGEST:,} bytes.",
        fix=note("store the content, encrypted, in S3 and its encryption key in the secret"),
        rejects=TOO_LARGE,
    )


RULE = ResourceRule(
    id="secret-valid",
    summary="Secrets must have valid recovery, rotation and size",
    rationale="""
        A deleted secret can be restored for 7 to 30 days, or not at all. Secrets Manager checks this only when the
        secret is deleted, which may be years later. A version holds 65,536 bytes, and a rotation happens every 1 to
        1,000 days.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*SECRET, *SECRET_VERSION, *SECRET_ROTATION),
    references=(
        "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
        *TABLE.sources,
        PUT,
    ),
    rejections=(*TABLE.rejections, TOO_LARGE),
    table=TABLE,
    check=check,
)
