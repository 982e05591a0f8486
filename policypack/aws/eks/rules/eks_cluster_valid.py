"""eks-cluster-valid: EKS clusters must have subnets in two availability zones."""

from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.fix import Add, Blank, fix
from policypack.rule import Rejection, StackContext, StackRule

CLUSTER = ("aws:eks/cluster:Cluster",)
NETWORK = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"
ONE_ZONE = Rejection(
    service="EKS",
    condition="The subnets of a cluster are in one availability zone",
    error="InvalidParameterException: Subnets specified must be in at least two different AZs",
    source="https://github.com/awsdocs/amazon-eks-user-guide/pull/795",
    invalid="one-zone",
    valid="two-zones",
)


def check(cluster: Resource, context: StackContext[None]) -> Verdict:
    """The subnets of the control plane are in two availability zones or more."""
    listed = cluster.at("vpcConfig.subnetIds")
    return require(
        spans_two_zones(listed, listed_subnets(context.stack, cluster, "vpcConfig.subnetIds")),
        when=all_of(listed.is_set(), is_not(cluster["outpostConfig"].is_set())),
        at="vpcConfig.subnetIds",
        problem="All vpcConfig.subnetIds are in one availability zone.",
        fix=fix(Add("vpcConfig.subnetIds", Blank("the ID of a subnet in another availability zone"))),
        rejects=ONE_ZONE,
    )


RULE = StackRule(
    id="eks-cluster-valid",
    summary="EKS clusters must have subnets in two availability zones",
    rationale="""
        EKS places the network interfaces of the control plane in subnets of two availability zones or more, also where
        the nodes are in one. A cluster on an Outpost needs one subnet. Subnets outside the stack count as subnets in
        different zones.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=CLUSTER,
    references=(NETWORK,),
    rejections=(ONE_ZONE,),
    check=check,
)
