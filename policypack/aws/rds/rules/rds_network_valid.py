"""rds-network-valid: Databases must be in their security groups' VPC, with a gateway if public."""

from collections.abc import Iterator

from policypack.aws import ec2, rds
from policypack.aws.vpc.exits import has_internet_gateway
from policypack.aws.vpc.security_groups import GROUP
from policypack.check import Resource, Stack, Verdict, all_of, is_not, known, require
from policypack.fix import Blank, Create, Ref, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

MADE_VPC = ec2.VPC[:1]
"""A VPC that the stack makes, which is never the account's default one."""
IN_DEFAULT_VPC = Rejection(
    service="RDS",
    condition="A database without a subnet group has a security group of a VPC that is not the default one",
    error="InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance"
    " is in vpc-045019xxxxxx and the EC2 security group is in vpc-0006xxxxxx",
    source="https://github.com/terraform-aws-modules/terraform-aws-rds/issues/395",
    invalid="left",
    valid="placed",
)
NO_GATEWAY = Rejection(
    service="RDS",
    condition="A public database is in a VPC without an internet gateway",
    error="InvalidVPCNetworkStateFault: Cannot create a publicly accessible DBInstance. The specified VPC has no"
    " internet gateway attached. Update the VPC and then try again",
    source="https://github.com/confluentinc/examples/pull/1028",
    invalid="public",
    valid="public-with-gateway",
)
SUBNET_GROUPS = {
    **dict.fromkeys((*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE), ("dbSubnetGroupName", rds.SUBNET_GROUP)),
    rds.DOCUMENTDB_CLUSTER[0]: ("dbSubnetGroupName", rds.DOCUMENTDB_SUBNET_GROUP),
    rds.NEPTUNE_CLUSTER[0]: ("neptuneSubnetGroupName", rds.NEPTUNE_SUBNET_GROUP),
}
"""Type -> the argument that names the subnet group, and the types of that."""
CAN_BE_PUBLIC = (*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE)


def check(database: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The database is in the VPC of its security groups, and a public one in a VPC with an internet gateway."""
    if database.type not in rds.CLUSTER_INSTANCE:
        yield is_in_the_vpc_of_its_groups(database, context.stack)
    if database.type in CAN_BE_PUBLIC:
        yield from is_reachable(database, context.stack)


def is_in_the_vpc_of_its_groups(database: Resource, stack: Stack) -> Verdict:
    """Without a subnet group the database is in the default VPC, and so are its security groups."""
    argument, types = SUBNET_GROUPS[database.type]
    strangers = [
        group
        for group in stack.referred(database, "vpcSecurityGroupIds", GROUP).certain()
        if stack.referred(group, "vpcId", MADE_VPC).certain()
    ]
    # What another resource or stack is still to name counts as named.
    unplaced = all_of(
        known(database[argument].is_empty().truth is True), is_not(rds.left_to_source(database, database[argument]))
    )
    return require(
        known(not strangers),
        when=all_of(database.is_new(), unplaced),
        at=argument,
        problem=f"{argument} is not set, so the database is in the default VPC;"
        f" {', '.join(str(one) for one in strangers)} is in another one.",
        fix=lambda: fix(Set(argument, subnet_group_beside(strangers, types, stack))),
        rejects=IN_DEFAULT_VPC,
    )


def subnet_group_beside(groups: list[Resource], types: tuple[str, ...], stack: Stack) -> Ref | Blank:
    """A subnet group of the stack in the VPC of the security groups."""
    vpcs = [vpc.urn for group in groups for vpc in stack.referred(group, "vpcId", MADE_VPC).certain()]
    subnet_groups = stack.derived(subnet_groups_by_vpc, types)
    found = [subnet_groups[vpc] for vpc in vpcs if vpc in subnet_groups]
    if found:
        return Ref.to(min(found, key=lambda one: one.urn), "name")
    return Blank("a subnet group of the security group's VPC")


def subnet_groups_by_vpc(stack: Stack, types: tuple[str, ...]) -> dict[str, Resource]:
    """URN of a VPC -> the first subnet group in it."""
    found: dict[str, Resource] = {}
    for one in stack.of_type(types):
        for subnet in stack.referred(one, "subnetIds", ec2.SUBNET).certain():
            for vpc in stack.referred(subnet, "vpcId", MADE_VPC).certain():
                found.setdefault(vpc.urn, one)
    return found


def is_reachable(database: Resource, stack: Stack) -> Iterator[Verdict]:
    """A public database is in a VPC that has an internet gateway, where the stack makes the VPC."""
    for vpc in vpcs_of(database, stack):
        yield require(
            has_internet_gateway(stack, vpc),
            when=all_of(all_of(database.is_new(), vpc.is_new()), database["publiclyAccessible"].is_true()),
            at="publiclyAccessible",
            problem=f"publiclyAccessible is true, and {vpc} has no internet gateway.",
            fix=fix(
                Create("aws:ec2/internetGateway:InternetGateway", f"{vpc.name}-gateway", {"vpcId": Ref.to(vpc, "id")}),
                otherwise=Set("publiclyAccessible", False),
            ),
            rejects=NO_GATEWAY,
        )


def vpcs_of(database: Resource, stack: Stack) -> tuple[Resource, ...]:
    """The VPCs that the stack makes and that the database's subnet group, or its cluster's, certainly is in."""
    types = SUBNET_GROUPS[database.type][1]
    holders = [database, *rds.clusters(database, stack).certain()]
    groups = [
        group
        for holder in holders
        if holder.type in SUBNET_GROUPS
        for group in stack.referred(holder, SUBNET_GROUPS[holder.type][0], types, names=("name",)).certain()
    ]
    subnets = [one for group in groups for one in stack.referred(group, "subnetIds", ec2.SUBNET).certain()]
    vpcs = [vpc for subnet in subnets for vpc in stack.referred(subnet, "vpcId", MADE_VPC).certain()]
    return tuple({vpc.urn: vpc for vpc in vpcs}.values())


RULE = StackRule(
    id="rds-network-valid",
    summary="Databases must be in their security groups' VPC, with a gateway if public",
    rationale="""
        A database without a subnet group is made in the account's default VPC, where the security groups of a VPC of
        the stack cannot be used: a subnet group that is made and not named is a common mistake. A database that is
        publicly accessible needs an internet gateway in its VPC. The rule asks new databases, and VPCs that the stack
        makes. Where the database has its network from another one, it is undetermined.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*CAN_BE_PUBLIC, *rds.DOCUMENTDB_CLUSTER, *rds.NEPTUNE_CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        IN_DEFAULT_VPC.source,
        NO_GATEWAY.source,
    ),
    rejections=(IN_DEFAULT_VPC, NO_GATEWAY),
    check=check,
)
