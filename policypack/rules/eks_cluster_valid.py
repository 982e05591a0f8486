"""eks-cluster-valid: EKS clusters must have subnets in two availability zones."""

from policypack.aws.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided

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
    severity="high",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            role = "arn:aws:iam::123456789012:role/cluster"
            subnets = [aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                                      availability_zone="us-east-1a") for index in range(2)]
            aws.eks.Cluster("one-zone", role_arn=role, vpc_config={"subnet_ids": [subnet.id for subnet in subnets]})
            aws.eks.Cluster("one-subnet", role_arn=role, vpc_config={"subnet_ids": [subnets[0].id]})
            """,
            finds={"one-zone": "vpcConfig.subnetIds", "one-subnet": "vpcConfig.subnetIds"},
        ),
        Good(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            role = "arn:aws:iam::123456789012:role/cluster"
            zones = aws.get_availability_zones(state="available")
            nodes = aws.ec2.SecurityGroup("nodes", vpc_id=vpc.id)
            subnets = [aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                                      availability_zone=zones.names[index]) for index in range(2)]
            aws.eks.Cluster("two-zones", role_arn=role, vpc_config={
                "subnet_ids": [subnet.id for subnet in subnets], "security_group_ids": [nodes.id]})
            aws.eks.Cluster("elsewhere", role_arn=role, vpc_config={
                "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]})
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            subnets = [
                aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=zone)
                for index, zone in enumerate(["us-east-1a", old.outputs["Zone"]])
            ]
            aws.eks.Cluster("main", role_arn="arn:aws:iam::123456789012:role/cluster",
                            vpc_config={"subnet_ids": [subnet.id for subnet in subnets]})
            """,
            because={"main": "availabilityZone"},
        ),
    ),
)
