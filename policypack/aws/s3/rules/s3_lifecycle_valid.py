"""s3-lifecycle-valid: S3 lifecycle rules must have unique IDs, and valid days and filters."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from policypack.aws import s3
from policypack.aws.s3 import lifecycle
from policypack.check import Resource, Value, Verdict, all_of, any_fact, any_of, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Rules have names of their own, and the days and filters of each fit together."""
    rules = lifecycle.rules_of(resource)
    yield require(
        together(all_differ, *(rule["id"] for rule in rules.elements())),
        at=rules,
        problem="Two rules have the same id, which S3 refuses: Rule ID must be unique.",
        fix='id="expire-old-versions"  # another for each rule',
    )
    for rule in rules.elements():
        current, noncurrent = rule["transitions"].elements(), rule["noncurrentVersionTransitions"].elements()
        yield from moves_in_order(current)
        yield from moves_in_order(noncurrent)
        yield from expires_last(lifecycle.expiration(rule), current)
        yield from expires_last(lifecycle.noncurrent_expiration(rule), noncurrent)
        yield one_measure_of_time(rule, current)
        yield from no_tags(rule)


def moves_in_order(transitions: Sequence[Value]) -> Iterator[Verdict]:
    """No class comes too early, twice, or too soon after a warmer one."""
    for transition in transitions:
        days, storage_class = lifecycle.days(transition), transition["storageClass"]
        yield require(
            any_of(
                is_not(storage_class.is_in(lifecycle.INFREQUENT_ACCESS)),
                is_not(days.is_set()),
                days.at_least(lifecycle.DAYS_BEFORE_INFREQUENT_ACCESS),
            ),
            at=days,
            problem=f"Objects move to {storage_class} after {days} days, which S3 refuses: 'Days' in Transition action"
            f" must be greater than or equal to {lifecycle.DAYS_BEFORE_INFREQUENT_ACCESS}.",
            fix=f'"days": {lifecycle.DAYS_BEFORE_INFREQUENT_ACCESS}  # or another storage class',
        )
    for one, other in combinations(transitions, 2):
        yield far_enough_apart(one, other)


def far_enough_apart(one: Value, other: Value) -> Verdict:
    """Two transitions of a rule lead to different classes, the colder one as many days later as S3 wants."""
    classes = one["storageClass"], other["storageClass"]
    one_days, other_days = lifecycle.days(one), lifecycle.days(other)
    return require(
        together(in_time, classes[0], one_days, classes[1], other_days),
        at=other_days if not other_days.is_absent else other,
        problem=f"One rule moves objects to {classes[0]} after {one_days} days and to {classes[1]} after {other_days},"
        " which S3 refuses: each class stands once in a rule, and an object stays 30 days in an infrequent access class"
        " and 90 in GLACIER before the same rule moves it on.",
        fix='"transitions": [{"storage_class": "STANDARD_IA", "days": 30}, {"storage_class": "GLACIER", "days": 60}]',
    )


def in_time(one: str | None, one_days: float | None, other: str | None, other_days: float | None) -> bool:
    if one == other and one is not None:
        return False
    if one_days is None or other_days is None:
        return True
    least = lifecycle.DAYS_BETWEEN.get((str(one), str(other)))
    if least is not None:
        return other_days - one_days >= least
    least = lifecycle.DAYS_BETWEEN.get((str(other), str(one)), 0)
    return not least or one_days - other_days >= least


def expires_last(expiration: Value, transitions: Sequence[Value]) -> Iterator[Verdict]:
    """Objects expire later than they move."""
    end = lifecycle.days(expiration)
    for transition in transitions:
        days = lifecycle.days(transition)
        yield require(
            together(lambda last, move: not last or move is None or last > move, end, days),
            at=end,
            problem=f"Objects expire after {end} days and move to {transition['storageClass']} after {days}, which S3"
            " refuses: 'Days' in the Expiration action must be greater than 'Days' in the Transition action.",
            fix='"days": ...  # more than the days of every transition of this rule',
        )


def one_measure_of_time(rule: Value, transitions: Sequence[Value]) -> Verdict:
    """A rule's expiration and transitions are all by date or all by days."""
    expiration = lifecycle.expiration(rule)
    dates = [lifecycle.is_said(action["date"]) for action in (expiration, *transitions)]
    days = [lifecycle.is_said(transition["days"]) for transition in transitions]
    days.append(expiration["days"].as_number().test(lambda number: number > 0))
    return require(
        is_not(all_of(any_fact(dates), any_fact(days))),
        at=rule,
        problem="The rule has actions by date and actions by days, which S3 refuses: Found mixed 'Date' and 'Days'"
        " based Expiration and Transition actions in lifecycle rule.",
        fix='"days": ...  # for each action of the rule, or "date" for each',
    )


def no_tags(rule: Value) -> Iterator[Verdict]:
    """Uploads and delete markers have no tags to pick them by."""
    tags = lifecycle.has_tag_filter(rule)
    actions = {
        "AbortIncompleteMultipartUpload": lifecycle.aborts_uploads(rule),
        "ExpiredObjectDeleteMarker": lifecycle.expiration(rule)["expiredObjectDeleteMarker"].is_true(),
    }
    for name, stands in actions.items():
        yield require(
            is_not(all_of(stands, tags)),
            at=rule,
            problem=f"The rule picks objects by tags, which S3 refuses here: {name} cannot be specified with Tags.",
            fix='"filter": {"prefix": ""}  # a rule of its own for this action, without tags',
        )


def all_differ(*ids: object) -> bool:
    said = [one for one in ids if one is not None]
    return len(set(map(str, said))) == len(said)


_TRANSITIONS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"
_ELEMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html"

RULE = ResourceRule(
    id="s3-lifecycle-valid",
    summary="S3 lifecycle rules must have unique IDs, and valid days and filters",
    rationale="""
        S3 checks the arithmetic of a lifecycle configuration only when it is put on the bucket: how old an object must
        be for an infrequent access class, how long it stays there, and that it expires after its last move. Inline
        rules of a bucket are judged as a lifecycle configuration is. Steps between classes that are not in AWS's errors
        as they were seen (INTELLIGENT_TIERING, GLACIER_IR) are left alone.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.LIFECYCLE_CONFIGURATION, *s3.BUCKET),
    references=(
        _TRANSITIONS,
        _ELEMENTS,
        "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html",
    ),
    rejections=(
        Rejection(
            service="S3",
            condition="A transition to STANDARD_IA or ONEZONE_IA comes before day 30",
            error="InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass"
            " 'STANDARD_IA'",
            source=_TRANSITIONS,
            invalid="early",
            valid="day-30",
        ),
        Rejection(
            service="S3",
            condition="A transition from an infrequent access class to an archive comes less than 30 days later",
            error="InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must"
            " be 30 days more than 'filter '()'' in the 'Transition' action for StorageClass 'STANDARD_IA'",
            source=_TRANSITIONS,
            invalid="hurried",
            valid="steps",
        ),
        Rejection(
            service="S3",
            condition="A transition from GLACIER to DEEP_ARCHIVE comes less than 90 days later",
            error="InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '()'"
            " must be 90 days more than 'filter '()'' in the 'Transition' action for StorageClass 'GLACIER'",
            source=_TRANSITIONS,
            invalid="thawed",
            valid="steps",
        ),
        Rejection(
            service="S3",
            condition="A rule moves objects to the same class twice",
            error="InvalidRequest: 'StorageClass' must be different for 'Transition' actions in same 'Rule'",
            source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html",
            invalid="twice",
            valid="steps",
        ),
        Rejection(
            service="S3",
            condition="Objects expire on or before the day of a transition",
            error="InvalidArgument: 'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days'"
            " in the Transition action",
            source=_ELEMENTS,
            invalid="expired",
            valid="day-30",
        ),
        Rejection(
            service="S3",
            condition="Noncurrent versions expire on or before the day of a transition",
            error="InvalidArgument: 'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '(prefix=)'"
            " must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action",
            source=_ELEMENTS,
            invalid="inline",
            valid="inline-fine",
        ),
        Rejection(
            service="S3",
            condition="A rule mixes actions by date and actions by days",
            error="InvalidRequest: Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle"
            " rule for filter '()'",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/23674",
            invalid="mixed",
            valid="dates",
        ),
        Rejection(
            service="S3",
            condition="Two rules have the same id",
            error="InvalidArgument: Rule ID must be unique. Found same ID for more than one rule",
            source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html",
            invalid="same-id",
            valid="tags",
        ),
        Rejection(
            service="S3",
            condition="A rule that picks objects by tags aborts multipart uploads",
            error="InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.",
            source=_ELEMENTS,
            invalid="tagged-uploads",
            valid="tags",
        ),
        Rejection(
            service="S3",
            condition="A rule that picks objects by tags removes expired delete markers",
            error="InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with Tags.",
            source=_ELEMENTS,
            invalid="tagged-markers",
            valid="tags",
        ),
    ),
    check=check,
)
