"""eks-cluster-valid: EKS clusters must have subnets in two availability zones."""

from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

CLUSTER = ("aws:eks/cluster:Cluster",)


def check(cluster: Resource, context: StackContext[None]) -> Verdict:
    """The subnets of the control plane stand in two availability zones at least."""
    listed = cluster["vpcConfig"]["subnetIds"]
    return require(
        spans_two_zones(listed, listed_subnets(context.stack, cluster, "vpcConfig.subnetIds")),
        when=all_of(listed.is_set(), is_not(cluster["outpostConfig"].is_set())),
        at="vpcConfig.subnetIds",
        problem="vpcConfig.subnetIds are in one availability zone: Subnets specified must be in at least two different"
        " AZs.",
        fix='vpc_config={"subnet_ids": [subnet_a.id, subnet_b.id]}  # of two availability zones',
    )


_NETWORK = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"

RULE = StackRule(
    id="eks-cluster-valid",
    summary="EKS clusters must have subnets in two availability zones",
    rationale="""
        EKS keeps its control plane in two availability zones, and puts a network interface in a subnet of each, also
        where the nodes stand in one. A cluster on an Outpost needs one subnet. Subnets that the stack does not make are
        taken to be in zones of their own.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=CLUSTER,
    references=(_NETWORK,),
    rejections=(
        Rejection(
            service="EKS",
            condition="The subnets of a cluster stand in one availability zone",
            error="InvalidParameterException: Subnets specified must be in at least two different AZs",
            source="https://github.com/awsdocs/amazon-eks-user-guide/pull/795",
            invalid="one-zone",
            valid="two-zones",
        ),
    ),
    check=check,
)
