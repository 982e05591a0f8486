"""secret-rotation: Secrets must be rotated."""

import re
from collections.abc import Iterator
from typing import Annotated

from policypack.aws.secretsmanager import NAMES, SECRET, SECRET_ROTATION
from policypack.check import Fact, Resource, Value, Verdict, any_of, is_not, require
from policypack.fix import Blank, Create, Ref, Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

DAYS = "rotationRules.automaticallyAfterDays"
SCHEDULE = "rotationRules.scheduleExpression"
LAMBDA = "the ARN of a function that rotates the secret"


@record(frozen=True)
class Options:
    most_days: Annotated[int, "A secret is rotated after so many days at most."] = 90


def check(subject: Resource, context: StackContext[Options]) -> Iterator[Verdict]:
    """Each secret has a rotation, and each rotation comes in time."""
    if subject.type in SECRET:
        yield is_rotated(subject, context)
    else:
        yield is_in_time(subject, context.options.most_days)


def is_rotated(secret: Resource, context: StackContext[Options]) -> Verdict:
    """A rotation of the stack is that of the secret, and is not turned off."""
    rotations = context.stack.linked(SECRET_ROTATION, to=secret, by="secretId", names=NAMES)
    rotation = {
        "secretId": Ref.to(secret, "id"),
        "rotationLambdaArn": Blank(LAMBDA),
        "rotationRules": {"automaticallyAfterDays": context.options.most_days},
    }
    return require(
        rotations.any(lambda one: is_not(one["rotationEnabled"].is_false())),
        at="name",
        problem="Nothing rotates the secret: once it has leaked, it stays valid until somebody changes it.",
        fix=fix(Create(SECRET_ROTATION[0], secret.name, rotation)),
    )


def is_in_time(rotation: Resource, most: int) -> Verdict:
    """The number of days is not above ``most``, nor is that of a rate; a cron expression is taken for one that is."""
    days, schedule = rotation.at(DAYS), rotation.at(SCHEDULE)
    said = f"automaticallyAfterDays is {days}" if schedule.is_absent else f"scheduleExpression is {schedule}"
    return require(
        any_of(days.at_most(most), is_frequent(schedule, most)),
        at=DAYS if schedule.is_absent else SCHEDULE,
        problem=f"{said}, and {most} days are the most.",
        fix=fix(Set(DAYS, most))
        if schedule.is_absent
        else fix(Set(SCHEDULE, Blank(f"a schedule, such as rate({most} days)"))),
    )


def is_frequent(schedule: Value, most: int) -> Fact:
    """A rate of at most so many days."""
    return schedule.as_text().test(lambda text: days_of(text) <= most)


def days_of(schedule: str) -> float:
    """The days between two rotations of a rate; none for a cron expression."""
    rate = re.fullmatch(r"rate\((\d+) (hour|day)s?\)", schedule.strip())
    if rate is None:
        return 0
    return int(rate[1]) / (24 if rate[2] == "hour" else 1)


RULE = StackRule(
    id="secret-rotation",
    summary="Secrets must be rotated",
    rationale="""
        A secret that changes by itself is worth little to whoever has copied it. Secrets Manager rotates the passwords
        of databases with functions that AWS has written, and others with a function of your own. RDS, Aurora, Redshift
        and DocumentDB can manage the password of their administrator in a secret that they rotate. What somebody else
        issues, such as the token of another service, cannot be rotated here: exempt it.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=(*SECRET, *SECRET_ROTATION),
    options=Options,
    controls=("SecretsManager.1", "SecretsManager.4"),
    references=("https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",),
    check=check,
)
