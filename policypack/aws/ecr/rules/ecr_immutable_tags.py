"""ecr-immutable-tags: Tags of ECR images must not move to another image."""

from policypack.aws import ecr
from policypack.constraint import Constraint, Inputs, argument
from policypack.constraint.practices import one_value
from policypack.model.conditions import Condition
from policypack.rule import practices_rule

filters = argument("imageTagMutabilityExclusionFilters")
LATEST: Inputs = {filters.path: [{"filter": "latest*", "filterType": "WILDCARD"}]}


def immutable(value: str, but_not: str, when: Condition, beside: Inputs) -> Constraint:
    """The mutability is this one."""
    return one_value("imageTagMutability", value, but_not=but_not, when=when, beside=beside, controls=("ECR.2",))


RULE = practices_rule(
    id="ecr-immutable-tags",
    summary="Tags of ECR images must not move to another image",
    rationale="""
        In a repository whose tags are immutable, a tag names the same image for ever: what was tested is what runs, and
        a rollback finds the image that it names. Tags that have to move, such as latest, can be left out by
        imageTagMutabilityExclusionFilters with IMMUTABLE_WITH_EXCLUSION.
    """,
    harm="A tag that can be overwritten may name another image tomorrow than the one that was tested.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    practices={
        ecr.REPOSITORY: [
            immutable("IMMUTABLE", "MUTABLE", filters.is_empty(), {}),
            immutable("IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION", filters.is_given(), LATEST),
        ]
    },
)
