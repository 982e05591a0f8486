"""cloudtrail-data-events: A trail must record who reads and writes objects."""

from policypack.aws.cloudtrail import TRAIL
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_of, any_fact, any_of, is_not, known, require
from policypack.fix import note
from policypack.rule import StackContext, StackRule

OBJECTS = "AWS::S3::Object"
ALL_BUCKETS = r"arn:aws[a-z-]*:s3(:::)?"


def check(trail: Resource, context: StackContext[None]) -> Verdict:
    """A trail of the stack records reads and writes of the objects of all buckets."""
    return require(
        any_of(records(trail), context.stack.derived(some_trail)),
        at="eventSelectors",
        problem="No trail of the stack records who reads and writes the objects of all buckets.",
        fix=note('an event selector with the type AWS::S3::Object and the value "arn:aws:s3" records all of them'),
    )


def records(trail: Resource) -> Fact:
    """One of the selectors, of either kind, takes them in."""
    return any_of(trail["eventSelectors"].any(takes_objects), trail["advancedEventSelectors"].any(takes_by_fields))


def takes_objects(selector: Value) -> Fact:
    """Reads and writes, in all buckets."""
    kind = selector["readWriteType"]
    return all_of(
        any_of(kind.is_empty(), kind.equals("All")),
        selector["dataResources"].any(
            lambda one: all_of(one["type"].equals(OBJECTS), one["values"].any(lambda arn: arn.matches(ALL_BUCKETS)))
        ),
    )


def takes_by_fields(selector: Value) -> Fact:
    """The fields name objects, and leave out no bucket, no event and neither reads nor writes."""
    fields = selector["fieldSelectors"]
    return all_of(
        fields.any(
            lambda one: all_of(
                one["field"].equals("resources.type"), one["equals"].any(lambda name: name.equals(OBJECTS))
            )
        ),
        is_not(fields.any(lambda one: one["field"].is_in(("readOnly", "eventName", "resources.ARN")))),
    )


def some_trail(stack: Stack) -> Fact:
    """One of the stack's trails records them."""
    return any_fact((known(False), *(records(one) for one in stack.of_type(TRAIL))))


RULE = StackRule(
    id="cloudtrail-data-events",
    summary="A trail must record who reads and writes objects",
    rationale="""
        Management events tell who made a bucket, data events who read which object. CloudTrail takes money for each
        100,000 of them, which is much for a busy bucket: the rule is off unless a setting gives it a level. CIS and
        AWS Security Hub ask for them in all buckets. Only stacks that have a trail are asked.
    """,
    level="disabled",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    applies_to=TRAIL,
    controls=("S3.22", "S3.23"),
    references=("https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",),
    check=check,
)
