"""ec2-instance-type-in-region: The region must have the instance type."""

from collections.abc import Iterator

from policypack.aws import eks
from policypack.aws.ec2.instance_types import CHECKED, COMPUTE_ENVIRONMENT, EMR, judge_type
from policypack.check import Resource, Verdict
from policypack.rule import Context, Rejection, ResourceRule

OFFERINGS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html"
ABSENT = Rejection(
    service="EC2",
    condition="The region does not have the instance type",
    error="The requested configuration is currently not supported. Please check the documentation for supported"
    " configurations.",
    source="https://github.com/trailofbits/algo/issues/1285",
    invalid="old",
    valid="current",
)
NOT_VALID = Rejection(
    service="EKS",
    condition="The region does not have an instance type of the node group",
    error="Ec2LaunchTemplateInvalidConfiguration: The specified instance type {instanceTypes} is not valid",
    source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3648",
    invalid="old-nodes",
    valid="current-nodes",
)
ONLY_ONE_OF = Rejection(
    service="Batch",
    condition="The region does not have an instance type of the compute environment",
    error="ClientException: Error executing request, Exception : Instance type can only be one of [...]",
    source="https://github.com/aws/amazon-genomics-cli/issues/209",
    invalid="old-jobs",
    valid="current-jobs",
)
NOT_SUPPORTED = Rejection(
    service="EMR",
    condition="The region does not have an instance type of the cluster",
    error="ValidationException: Instance type '{instanceType}' is not supported",
    source="https://github.com/boto/botocore/issues/1147",
    invalid="old-tasks",
    valid="current-tasks",
)
REJECTIONS = {
    **dict.fromkeys(eks.NODE_GROUP, NOT_VALID),
    **dict.fromkeys(COMPUTE_ENVIRONMENT, ONLY_ONE_OF),
    **dict.fromkeys(EMR, NOT_SUPPORTED),
}


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The region has each instance type, as far as is known."""
    region = context.region(resource)
    for path in CHECKED[resource.type]:
        for chosen in resource.each(path):
            yield judge_type(chosen, region, resource, context.catalog, REJECTIONS.get(resource.type, ABSENT))


RULE = ResourceRule(
    id="ec2-instance-type-in-region",
    summary="The region must have the instance type",
    rationale="""
        Regions that AWS opened after 2018 have none of the old generations: no t2, m4 or c4 in Stockholm, Milan
        or Spain, and a program that moves there fails at its first instance. A type is taken as absent where two lists
        agree, EC2's own answer in the region and cfn-lint's, and where its family is of a generation that AWS brings to
        no further region; families that Outposts and Local Zones have are left out. Newer families still come to
        regions: what the lists do not have is undetermined, as is an absence that was seen more than 180 days ago. A
        type that no list has is newer than the lists and passes. The rule asks instances, launch configurations, node
        groups, compute environments of Batch and clusters of EMR, for which AWS looks the type up at once;
        `ec2-launch-type-in-region` asks the others.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=tuple(CHECKED),
    references=(
        OFFERINGS,
        ABSENT.source,
        NOT_VALID.source,
        ONLY_ONE_OF.source,
        NOT_SUPPORTED.source,
        "https://github.com/rancher/rancher/issues/23189",
    ),
    rejections=(ABSENT, NOT_VALID, ONLY_ONE_OF, NOT_SUPPORTED),
    check=check,
)
