"""eks-node-group-valid: EKS node groups must have a desired size between minimum and maximum."""

from collections.abc import Iterator

from policypack.check import Resource, Verdict, require, together
from policypack.rule import Context, Rejection, ResourceRule

NODE_GROUP = ("aws:eks/nodeGroup:NodeGroup",)


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The desired size lies between the group's sizes."""
    sizes = group["scalingConfig"]
    wanted, least, most = sizes["desiredSize"], sizes["minSize"], sizes["maxSize"]
    yield require(
        together(is_ordered, least.as_number(), wanted.as_number()),
        when=wanted.is_set(),
        at="scalingConfig",
        problem=f"Minimum capacity {least} can't be greater than desired size {wanted}.",
        fix='scaling_config={"min_size": 1, "desired_size": 2, "max_size": 4}',
    )
    yield require(
        together(is_ordered, wanted.as_number(), most.as_number()),
        when=wanted.is_set(),
        at="scalingConfig",
        problem=f"desiredSize {wanted} can't be greater than maxSize {most}.",
        fix='scaling_config={"min_size": 1, "desired_size": 2, "max_size": 4}',
    )


def is_ordered(lower: object, upper: object) -> bool:
    """Sizes that are not said are left to the provider, which requires them."""
    return not (isinstance(lower, int | float) and isinstance(upper, int | float)) or lower <= upper


_SIZES = "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html"

RULE = ResourceRule(
    id="eks-node-group-valid",
    summary="EKS node groups must have a desired size between minimum and maximum",
    rationale="""
        A managed node group starts with its desired size, which lies between its minimum and its maximum. Where the
        program leaves later changes of the desired size to an autoscaler, a minimum that is raised above it is refused.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=NODE_GROUP,
    references=(_SIZES,),
    rejections=(
        Rejection(
            service="EKS",
            condition="A node group's desired size is under its minimum",
            error="InvalidParameterException: Minimum capacity 2 can't be greater than desired size 1",
            source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2508",
            invalid="under",
            valid="at-minimum",
        ),
        Rejection(
            service="EKS",
            condition="A node group's desired size is over its maximum",
            error="InvalidParameterException: desiredSize can't be greater than maxSize",
            source="https://github.com/ministryofjustice/cloud-platform-infrastructure/pull/4595",
            invalid="over",
            valid="at-maximum",
        ),
    ),
    check=check,
)
