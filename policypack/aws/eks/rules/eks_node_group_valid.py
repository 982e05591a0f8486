"""eks-node-group-valid: EKS node groups must have sizes, types and launch templates that fit together."""

import re
from collections.abc import Iterator

from policypack.aws.ec2.ebs import LAUNCH_TEMPLATE
from policypack.aws.eks import NODE_GROUP
from policypack.check import Fact, Linked, Resource, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Inputs, Table, argument, fits
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

SIZES = "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html"
CREATE = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html"
TEMPLATES = "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"
CUSTOM = "https://github.com/rancher/eks-operator/issues/85"

MIN, DESIRED, MAX = "scalingConfig.minSize", "scalingConfig.desiredSize", "scalingConfig.maxSize"
smallest, desired, largest = argument(MIN), argument(DESIRED), argument(MAX)
template, update = argument("launchTemplate"), "updateConfig"
BETWEEN = fix(Set(DESIRED, Blank("a number from the minimum to the maximum")))
WITH_TEMPLATE: Inputs = {"launchTemplate": {"id": "lt-0123456789abcdef0", "version": "1"}}
FORBIDDEN = ("iamInstanceProfile", "hibernationOptions")
"""What the template of a managed node group must not have."""

ARM = re.compile(r"(?:a1|[a-z]+\d+g[a-z0-9-]*)\.[a-z0-9-]+")
"""Instance types of Graviton: the letter g follows the generation."""


def of_other_architecture(types: Plain, ami: Plain) -> str | None:
    """An instance type that the image of the type does not run on."""
    image = str(ami)
    arm = "ARM_64" in image
    if not isinstance(types, list) or not (arm or "x86_64" in image):
        return None
    others = [one for one in types if isinstance(one, str) and bool(ARM.fullmatch(one)) is not arm]
    return f"{others[0]} is of {'x86_64' if arm else 'ARM_64'}, and {image} is not" if others else None


ROWS = (
    Constraint(
        demand=fits(
            argument("instanceTypes"),
            "instance types of the architecture of amiType",
            of_other_architecture,
            argument("instanceTypes").whole,
            argument("amiType").of,
        ),
        when=argument("instanceTypes").is_given().unsaid(),
        error="InvalidParameterException: [m6g.large] is not a valid instance type for requested amiType"
        " AL2023_x86_64_STANDARD",
        source="https://github.com/aws/aws-cdk/issues/12389",
        fix=fix(Set("amiType", Blank("the type of image of their architecture"))),
        invalid=(
            {"instanceTypes": ["m6g.large"], "amiType": "AL2023_x86_64_STANDARD"},
            {"instanceTypes": ["g4dn.xlarge"], "amiType": "BOTTLEROCKET_ARM_64"},
        ),
        valid=(
            {"instanceTypes": ["g5.xlarge", "m6i.large"], "amiType": "AL2023_x86_64_STANDARD"},
            {"instanceTypes": ["c7gn.large", "a1.large"], "amiType": "AL2023_ARM_64_STANDARD"},
            {"instanceTypes": ["m6g.large"]},
        ),
    ),
    Constraint(
        demand=smallest.at_most_that_of(desired),
        when=desired.is_set().unsaid(),
        at="scalingConfig",
        error="InvalidParameterException: Minimum capacity {scalingConfig.minSize} can't be greater than desired size"
        " {scalingConfig.desiredSize}",
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
    *(
        Constraint(
            demand=argument(name).is_empty(),
            when=template.is_given(),
            error=error,
            source=CREATE,
            fix=fix(Remove(name), note=f"the launch template has {part}"),
            invalid={**WITH_TEMPLATE, name: value},
            valid=(WITH_TEMPLATE, {name: value}),
        )
        for name, value, part, error in (
            (
                "diskSize",
                50,
                "the block device mappings",
                "InvalidParameterException: Disk size must be specified within the launch template.",
            ),
            (
                "remoteAccess",
                {"ec2SshKey": "ops"},
                "the key and the security groups",
                "InvalidParameterException: Remote access configuration cannot be specified with a launch template.",
            ),
        )
    ),
    Constraint(
        demand=template.is_present(),
        when=argument("amiType").equals("CUSTOM"),
        error="InvalidParameterException: Launch template details can't be null for Custom ami type node group",
        source=CUSTOM,
        fix=fix(Remove("amiType"), otherwise=Set("launchTemplate", Blank("a launch template with the image"))),
        invalid={"amiType": "CUSTOM"},
        valid={"amiType": "CUSTOM", **WITH_TEMPLATE},
    ),
    Constraint(
        demand=argument(f"{update}.maxUnavailablePercentage").is_empty(),
        when=argument(f"{update}.maxUnavailable").is_set(),
        error="InvalidParameterException: maxUnavailable and maxUnavailablePercentage cannot both be specified.",
        source="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html",
        fix=fix(Remove(f"{update}.maxUnavailablePercentage")),
        invalid={update: {"maxUnavailable": 1, "maxUnavailablePercentage": 50}},
        valid={update: {"maxUnavailable": 1}},
    ),
)
TABLE = Table(
    "EKS",
    {NODE_GROUP: ROWS},
    base={
        NODE_GROUP[0]: {
            "clusterName": "main",
            "nodeRoleArn": "arn:aws:iam::123456789012:role/node",
            "subnetIds": ["subnet-0a1b2c3d4e5f60718"],
            MIN: 1,
            MAX: 3,
        }
    },
)
TYPES_TWICE = Rejection(
    service="EKS",
    condition="A node group and its launch template both have instance types",
    error="InvalidRequestException: Cannot specify instance types in launch template and API Request",
    source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1386",
    invalid="types-twice",
    valid="types-once",
)
OWN_IMAGE = Rejection(
    service="EKS",
    condition="A node group has an amiType, and its launch template an image",
    error="InvalidParameterException: You cannot specify an image id within the launch template when your nodegroup is"
    " configured to use an EKS optimized AMI type.",
    source=TEMPLATES,
    invalid="image-and-type",
    valid="types-once",
)
NOT_MANAGED = Rejection(
    service="EKS",
    condition="A node group's launch template has an instance profile, hibernation, a subnet or spot requests",
    error="InvalidParameterException: The launch template can't include SubnetId, IamInstanceProfile,"
    " RequestSpotInstances, HibernationOptions, or TerminateInstances, or the node group deployment or update will"
    " fail.",
    source="https://docs.aws.amazon.com/eks/latest/APIReference/API_LaunchTemplateSpecification.html",
    invalid="profile",
    valid="types-once",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """What the launch template has, the group must not have; and the template leaves to EKS what is EKS's."""
    templates = templates_of(group, context)
    for own, theirs, rejects in (
        ("instanceTypes", "instanceType", TYPES_TWICE),
        ("amiType", "imageId", OWN_IMAGE),
    ):
        yield require(
            is_not(templates.any(lambda one: one[theirs].is_set())),  # noqa: B023
            when=any_of(group[own].is_set()) if own != "amiType" else named_type(group),
            at=own,
            problem=f"{own} is {group[own]}, and the launch template has its own {theirs}.",
            fix=fix(Remove(own), otherwise=tuple(Remove(theirs, on=Target.of(one)) for one in templates)),
            rejects=rejects,
        )
    yield require(
        is_not(templates.any(is_unmanaged)),
        when=group["launchTemplate"].is_set(),
        at="launchTemplate",
        problem="The launch template has what a managed node group sets itself: an instance profile, hibernation, a"
        " subnet or spot requests.",
        fix=fix(
            *(
                Remove(name, on=Target.of(one))
                for one in templates
                for name in (*FORBIDDEN, "instanceMarketOptions", "networkInterfaces")
                if not one[name].is_absent
            )
        ),
        rejects=NOT_MANAGED,
    )


def named_type(group: Resource) -> Fact:
    """One of EKS's own images."""
    own = group["amiType"]
    return is_not(any_of(own.is_empty(), own.equals("CUSTOM")))


def is_unmanaged(template: Resource) -> Fact:
    """The template has one of the arguments that EKS rejects."""
    return any_of(
        *(is_not(template[name].is_empty()) for name in FORBIDDEN),
        template.at("instanceMarketOptions.marketType").equals("spot"),
        template["networkInterfaces"].any(lambda one: one["subnetId"].is_set()),
    )


def templates_of(group: Resource, context: StackContext[None]) -> Linked:
    """The launch templates of the stack that the group names by ID or by name."""
    by_id = context.stack.referred(group, "launchTemplate.id", LAUNCH_TEMPLATE)
    return by_id + context.stack.referred(group, "launchTemplate.name", LAUNCH_TEMPLATE, names=("name",))


RULE = StackRule(
    id="eks-node-group-valid",
    summary="EKS node groups must have sizes, types and launch templates that fit together",
    rationale="""
        A managed node group starts with its desired size, which is between its minimum and its maximum. Where an
        autoscaler changes the desired size later, EKS rejects a minimum that is raised above it. Either the group or
        its launch template has instance types, an image, disks and remote access, not both; and the template leaves
        subnets, the instance profile and spot requests to EKS. Templates of other stacks are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=NODE_GROUP,
    references=(SIZES, *TABLE.sources, TEMPLATES),
    rejections=(*TABLE.rejections, TYPES_TWICE, OWN_IMAGE, NOT_MANAGED),
    table=TABLE,
    check=check,
)
