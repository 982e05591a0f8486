"""eks-node-group-valid: EKS node groups must have a desired size between minimum and maximum."""

from policypack.constraint import Constraint, argument
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

NODE_GROUP = ("aws:eks/nodeGroup:NodeGroup",)
SIZES = "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html"

MIN, DESIRED, MAX = "scalingConfig.minSize", "scalingConfig.desiredSize", "scalingConfig.maxSize"
smallest, desired, largest = argument(MIN), argument(DESIRED), argument(MAX)
BETWEEN = fix(Set(DESIRED, Blank("a number from the minimum to the maximum")))

RULE = constraints_rule(
    id="eks-node-group-valid",
    service="EKS",
    summary="EKS node groups must have a desired size between minimum and maximum",
    rationale="""
        A managed node group starts with its desired size, which is between its minimum and its maximum. Where an
        autoscaler changes the desired size later, EKS rejects a minimum that is raised above it.
    """,
    since="0.1.0",
    references=(SIZES,),
    constraints={
        NODE_GROUP: (
            Constraint(
                demand=smallest.at_most_that_of(desired),
                when=desired.is_set().unsaid(),
                at="scalingConfig",
                error="InvalidParameterException: Minimum capacity {scalingConfig.minSize} can't be greater than"
                " desired size {scalingConfig.desiredSize}",
                source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2508",
                fix=BETWEEN,
                invalid={MIN: 2, DESIRED: 1, MAX: 3},
                valid={MIN: 0, DESIRED: 0, MAX: 1},
            ),
            Constraint(
                demand=desired.at_most_that_of(largest),
                when=desired.is_set().unsaid(),
                at="scalingConfig",
                error="InvalidParameterException: desiredSize can't be greater than maxSize",
                source="https://github.com/ministryofjustice/cloud-platform-infrastructure/pull/4595",
                fix=BETWEEN,
                invalid={MIN: 1, DESIRED: 4, MAX: 3},
                valid={MIN: 1, DESIRED: 3, MAX: 3},
            ),
        )
    },
    base={
        NODE_GROUP[0]: {
            "clusterName": "main",
            "nodeRoleArn": "arn:aws:iam::123456789012:role/node",
            "subnetIds": ["subnet-0a1b2c3d4e5f60718"],
        }
    },
)
