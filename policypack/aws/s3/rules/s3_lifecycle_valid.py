"""s3-lifecycle-valid: S3 lifecycle rules must have unique IDs, and valid days and filters."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from policypack.aws import s3
from policypack.aws.s3 import lifecycle
from policypack.aws.s3.lifecycle_fixes import by_days_only, in_own_rule, unique_ids
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, known, require, together
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.rule import Context, Rejection, ResourceRule

TRANSITIONS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"
ELEMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html"
PUT = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html"

EARLY = Rejection(
    service="S3",
    condition="A transition to STANDARD_IA or ONEZONE_IA comes before day 30",
    error="InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass"
    " 'STANDARD_IA'",
    source=TRANSITIONS,
    invalid="early",
    valid="day-30",
)
SOON_AFTER_INFREQUENT_ACCESS = Rejection(
    service="S3",
    condition="A transition from an infrequent access class to an archive comes less than 30 days later",
    error="InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '()' must"
    " be 30 days more than 'filter '()'' in the 'Transition' action for StorageClass 'STANDARD_IA'",
    source=TRANSITIONS,
    invalid="hurried",
    valid="steps",
)
SOON_AFTER_GLACIER = Rejection(
    service="S3",
    condition="A transition from GLACIER or GLACIER_IR to DEEP_ARCHIVE comes less than 90 days later",
    error="InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '()'"
    " must be 90 days more than 'filter '()'' in the 'Transition' action for StorageClass 'GLACIER'",
    source=TRANSITIONS,
    invalid="thawed",
    valid="steps",
)
SAME_CLASS = Rejection(
    service="S3",
    condition="A rule moves objects to the same class twice",
    error="InvalidRequest: 'StorageClass' must be different for 'Transition' actions in same 'Rule'",
    source=PUT,
    invalid="twice",
    valid="steps",
)
EXPIRES_FIRST = Rejection(
    service="S3",
    condition="Objects expire on or before the day of a transition",
    error="InvalidArgument: 'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days'"
    " in the Transition action",
    source=ELEMENTS,
    invalid="expired",
    valid="day-30",
)
NONCURRENT_EXPIRES_FIRST = Rejection(
    service="S3",
    condition="Noncurrent versions expire on or before the day of a transition",
    error="InvalidArgument: 'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '(prefix=)'"
    " must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action",
    source=ELEMENTS,
    invalid="inline",
    valid="inline-fine",
)
MIXED_MEASURES = Rejection(
    service="S3",
    condition="A rule mixes actions by date and actions by days",
    error="InvalidRequest: Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle"
    " rule for filter '()'",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/23674",
    invalid="mixed",
    valid="dates",
)
SAME_ID = Rejection(
    service="S3",
    condition="Two rules have the same id",
    error="InvalidArgument: Rule ID must be unique. Found same ID for more than one rule",
    source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html",
    invalid="same-id",
    valid="tags",
)
UPLOADS_BY_TAGS = Rejection(
    service="S3",
    condition="A rule that filters by tags aborts multipart uploads",
    error="InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.",
    source=ELEMENTS,
    invalid="tagged-uploads",
    valid="tags",
)
DELETE_MARKERS_BY_TAGS = Rejection(
    service="S3",
    condition="A rule that filters by tags removes expired delete markers",
    error="InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with Tags.",
    source=ELEMENTS,
    invalid="tagged-markers",
    valid="tags",
)
NO_LIFECYCLE_ACTION = Rejection(
    service="S3",
    condition="A rule has no action",
    error="InvalidRequest: At least one action needs to be specified in a rule",
    source="https://github.com/crossplane-contrib/provider-aws/issues/1337",
    invalid="idle",
    valid="day-30",
)
TWO_FILTERS = Rejection(
    service="S3",
    condition="A filter has two of prefix, tag and object sizes, and no and",
    error="MalformedXML: The XML you provided was not well-formed or did not validate against our published schema",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/38551",
    invalid="two-filters",
    valid="tags",
)
ONLY_PREFIX = Rejection(
    service="S3",
    condition="The and of a filter has a prefix, and neither tags nor object sizes",
    error="MalformedXML: The XML you provided was not well-formed or did not validate against our published schema",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/23296",
    invalid="only-prefix",
    valid="and",
)
BESIDE_PREFIX = ("tags", "objectSizeGreaterThan", "objectSizeLessThan")
FILTERS = ("prefix", "tag", "objectSizeGreaterThan", "objectSizeLessThan", "and")
"""What a filter has one of."""
SOON_AFTER = {30: SOON_AFTER_INFREQUENT_ACCESS, 90: SOON_AFTER_GLACIER}
"""By the days that objects must stay in the warmer class."""


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Rules have unique IDs, and the days and filters of each are compatible."""
    rules = lifecycle.rules_of(resource)
    yield require(
        together(lifecycle.all_differ, *(rule["id"] for rule in rules.elements())),
        at=rules,
        problem="Two lifecycle rules have the same id.",
        fix=unique_ids(rules),
        rejects=SAME_ID,
    )
    for rule in rules.elements():
        current, noncurrent = rule["transitions"].elements(), rule["noncurrentVersionTransitions"].elements()
        yield from moves_in_order(current)
        yield from moves_in_order(noncurrent)
        yield from expires_last(lifecycle.expiration(rule), current, EXPIRES_FIRST)
        yield from expires_last(lifecycle.noncurrent_expiration(rule), noncurrent, NONCURRENT_EXPIRES_FIRST)
        yield one_measure_of_time(rule, current)
        yield from no_tags(rule, rules)
        yield require(
            any_fact(is_not(action.is_empty()) for action in lifecycle.actions(rule)),
            at=rule,
            problem=f"{rule.path} has no expiration, transition or other action.",
            fix=fix(Set(f"{rule.path}.expiration.days", Blank("days after the creation of an object"))),
            rejects=NO_LIFECYCLE_ACTION,
        )
        yield one_filter(rule)
        yield several_in_and(rule["filter"]["and"])


def several_in_and(conditions: Value) -> Verdict:
    """What an and joins is more than a prefix."""
    return require(
        any_of(*(is_not(conditions[name].is_empty()) for name in BESIDE_PREFIX)),
        when=is_not(conditions["prefix"].is_empty()),
        at=conditions,
        problem=f"{conditions.path} has a prefix alone, and joins two conditions at least.",
        fix=note("the prefix of the filter itself, without and"),
        rejects=ONLY_PREFIX,
    )


def one_filter(rule: Value) -> Verdict:
    """A filter has one condition, or an and with all of them."""
    filter_ = rule["filter"]
    given = [name for name in FILTERS if filter_[name].is_empty().truth is False]
    return require(
        known(len(given) < 2),
        when=filter_.test(lambda _: True),
        at=filter_,
        problem=f"{filter_.path} has {' and '.join(given)}: conditions that hold together belong in its and.",
        fix=note("put the conditions of the filter in its and"),
        rejects=TWO_FILTERS,
    )


def moves_in_order(transitions: Sequence[Value]) -> Iterator[Verdict]:
    """No class comes too early, twice, or too soon after a warmer one."""
    least = lifecycle.DAYS_BEFORE_INFREQUENT_ACCESS
    for transition in transitions:
        days, storage_class = lifecycle.days(transition), transition["storageClass"]
        yield require(
            any_of(
                is_not(storage_class.is_in(lifecycle.INFREQUENT_ACCESS)),
                is_not(days.is_set()),
                days.at_least(least),
            ),
            at=days,
            problem=f"{transition.path} moves objects to {storage_class} after {days} days.",
            fix=fix(Set(days.path, least)),
            rejects=EARLY,
        )
    for one, other in combinations(transitions, 2):
        yield different_classes(one, other)
        for warmer, colder in ((one, other), (other, one)):
            for days_between, rejection in SOON_AFTER.items():
                yield far_enough_apart(warmer, colder, days_between, at_days(other), rejection)


def different_classes(one: Value, other: Value) -> Verdict:
    """Two transitions of a rule have different storage classes."""
    return require(
        together(lifecycle.all_differ, one["storageClass"], other["storageClass"]),
        at=at_days(other),
        problem=f"{one.path} and {other.path} both move objects to {one['storageClass']}.",
        fix=fix(Remove(other.path)),
        rejects=SAME_CLASS,
    )


def far_enough_apart(warmer: Value, colder: Value, least: int, at: Value, rejection: Rejection) -> Verdict:
    """A transition to a colder class, of a pair that S3 wants ``least`` days between, comes as many days later."""
    start, end = lifecycle.days(warmer), lifecycle.days(colder)

    def is_in_time(one: str | None, one_days: float | None, other: str | None, other_days: float | None) -> bool:
        if one_days is None or other_days is None:
            return True
        return lifecycle.DAYS_BETWEEN.get((str(one), str(other))) != least or other_days - one_days >= least

    return require(
        together(is_in_time, warmer["storageClass"], start, colder["storageClass"], end),
        at=at,
        problem=f"{warmer.path} moves objects to {warmer['storageClass']} after {start} days, and {colder.path} to"
        f" {colder['storageClass']} after {end} days: there must be at least {least} days between them.",
        fix=fix(
            Set(end.path, start.say(lambda days: int(days) + least, 0) or Blank(f"at least {least} days more")),
            note=f"in {colder.path}",
        ),
        rejects=rejection,
    )


def at_days(transition: Value) -> Value:
    """The days of a transition, or the transition where it has none."""
    days = lifecycle.days(transition)
    return transition if days.is_absent else days


def expires_last(expiration: Value, transitions: Sequence[Value], rejection: Rejection) -> Iterator[Verdict]:
    """Objects expire later than they move."""
    end = lifecycle.days(expiration)
    for transition in transitions:
        days = lifecycle.days(transition)
        yield require(
            together(lambda last, move: not last or move is None or last > move, end, days),
            at=end,
            problem=f"{end.path} is {end}, and {transition.path} moves objects to {transition['storageClass']} after"
            f" {days} days.",
            fix=fix(Set(end.path, Blank("more days than each transition of the rule has"))),
            rejects=rejection,
        )


def one_measure_of_time(rule: Value, transitions: Sequence[Value]) -> Verdict:
    """A rule's expiration and transitions are all by date or all by days."""
    actions = (lifecycle.expiration(rule), *transitions)
    return require(
        is_not(all_of(any_fact(map(lifecycle.is_by_date, actions)), any_fact(by_days(rule, transitions)))),
        at=rule,
        problem=f"{rule.path} has actions by date and actions by days.",
        fix=by_days_only(actions),
        rejects=MIXED_MEASURES,
    )


def by_days(rule: Value, transitions: Sequence[Value]) -> Iterator[Fact]:
    """Each action is by days; an expiration of 0 days is one of delete markers."""
    for transition in transitions:
        yield is_not(transition["days"].is_empty())
    yield lifecycle.expiration(rule)["days"].as_number().test(lambda number: number > 0)


def no_tags(rule: Value, rules: Value) -> Iterator[Verdict]:
    """Uploads and delete markers have no tags to filter them by."""
    tags = lifecycle.has_tag_filter(rule)
    yield require(
        is_not(all_of(lifecycle.aborts_uploads(rule), tags)),
        at=rule,
        problem=f"{rule.path} filters by tags and aborts incomplete multipart uploads, which have no tags.",
        fix=in_own_rule(rule, rules, lifecycle.abortion(rule)),
        rejects=UPLOADS_BY_TAGS,
    )
    yield require(
        is_not(all_of(lifecycle.removes_delete_markers(rule), tags)),
        at=rule,
        problem=f"{rule.path} filters by tags and removes expired delete markers, which have no tags.",
        fix=in_own_rule(rule, rules, lifecycle.expiration(rule)),
        rejects=DELETE_MARKERS_BY_TAGS,
    )


RULE = ResourceRule(
    id="s3-lifecycle-valid",
    summary="S3 lifecycle rules must have unique IDs, and valid days and filters",
    rationale="""
        S3 checks the arithmetic of a lifecycle configuration only when it is put on the bucket: how old an object must
        be for an infrequent access class, how long it stays there, and that it expires after its last transition.
        Each rule has an action, and a filter has one condition, or an and with several.
        Inline rules of a bucket are checked in the same way. Transitions between classes that AWS's observed errors do
        not name (INTELLIGENT_TIERING) are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.LIFECYCLE_CONFIGURATION, *s3.BUCKET),
    references=(TRANSITIONS, ELEMENTS, PUT),
    rejections=(
        EARLY,
        SOON_AFTER_INFREQUENT_ACCESS,
        SOON_AFTER_GLACIER,
        SAME_CLASS,
        EXPIRES_FIRST,
        NONCURRENT_EXPIRES_FIRST,
        MIXED_MEASURES,
        SAME_ID,
        UPLOADS_BY_TAGS,
        DELETE_MARKERS_BY_TAGS,
        NO_LIFECYCLE_ACTION,
        TWO_FILTERS,
        ONLY_PREFIX,
    ),
    check=check,
)
