"""cloudtrail-multi-region: Trails must record the events of all regions."""

from policypack.aws.cloudtrail import TRAIL
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_fact, any_of, is_not, known, require
from policypack.fix import Set, fix
from policypack.rule import StackContext, StackRule


def check(trail: Resource, context: StackContext[None]) -> Verdict:
    """The trail, or another one of the stack, records the management events of all regions."""
    lacking = [path for path, fact in demands(trail).items() if fact.truth is False]
    values = {"isMultiRegionTrail": True, "includeGlobalServiceEvents": True, "enableLogging": True}
    return require(
        any_of(is_whole(trail), context.stack.derived(some_trail)),
        at="isMultiRegionTrail",
        problem="No trail of the stack records the management events of all regions: what happens in a region that"
        " nobody uses remains unseen.",
        fix=fix(*(Set(path, values[path]) for path in lacking if path in values)),
    )


def demands(trail: Resource) -> dict[str, Fact]:
    """What a trail of all regions has, by argument; logging and global services are on by default."""
    return {
        "isMultiRegionTrail": trail["isMultiRegionTrail"].is_true(),
        "includeGlobalServiceEvents": is_not(trail["includeGlobalServiceEvents"].is_false()),
        "enableLogging": is_not(trail["enableLogging"].is_false()),
        "eventSelectors": records_management(trail),
    }


def records_management(trail: Resource) -> Fact:
    """The trail has no selectors, or one that takes in management events."""
    basic, advanced = trail["eventSelectors"], trail["advancedEventSelectors"]
    return any_of(
        all_of(basic.is_empty(), advanced.is_empty()),
        basic.any(lambda one: is_not(one["includeManagementEvents"].is_false())),
        any_fact(one.equals("Management") for one in trail.each("advancedEventSelectors[].fieldSelectors[].equals[]")),
    )


def is_whole(trail: Resource) -> Fact:
    """The trail has all of it."""
    return all_of(*demands(trail).values())


def some_trail(stack: Stack) -> Fact:
    """One of the stack's trails has all of it."""
    return any_fact((known(False), *(is_whole(one) for one in stack.of_type(TRAIL))))


RULE = StackRule(
    id="cloudtrail-multi-region",
    summary="Trails must record the events of all regions",
    rationale="""
        Somebody who gets into an account works in a region that its owner does not look at. A trail of all regions
        records management events there, too, and those of global services such as IAM; it costs no more. Where a stack
        has several trails, one of all regions is enough. A trail of the organization or of another stack is not seen:
        the rule asks only stacks that have a trail.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    applies_to=TRAIL,
    partly=("CloudTrail.1", "CloudTrail.3"),
    references=(
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
    ),
    check=check,
)
