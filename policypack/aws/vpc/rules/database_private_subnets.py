"""database-private-subnets: Databases must be in subnets without a route to the internet."""

from policypack.aws.vpc.exits import is_public
from policypack.aws.vpc.subnet_spread import listed_subnets
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """No subnet of the group has a default route to an internet gateway."""
    subnets = listed_subnets(context.stack, group, "subnetIds")
    return require(
        is_not(subnets.any(lambda subnet: is_public(context.stack, subnet))),
        at="subnetIds",
        problem="A subnet of the group has a route to an internet gateway: a database in it can be reached from the"
        " internet once it has a public address and a rule that is too wide.",
        fix=fix(Set("subnetIds", Blank("subnets without a route to an internet gateway"))),
    )


RULE = StackRule(
    id="database-private-subnets",
    summary="Databases must be in subnets without a route to the internet",
    rationale="""
        In a private subnet, no argument and no security group makes a database reachable from the internet: there is
        no way. The rule asks the subnet groups of databases and caches, and follows each subnet of the stack by its
        route table, inline and separate routes to the internet gateway. A route to a NAT gateway is fine. Subnets that
        the stack only names by their IDs are not seen.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    controls=("RDS.46",),
    applies_to=(
        "aws:rds/subnetGroup:SubnetGroup",
        "aws:docdb/subnetGroup:SubnetGroup",
        "aws:neptune/subnetGroup:SubnetGroup",
        "aws:elasticache/subnetGroup:SubnetGroup",
        "aws:memorydb/subnetGroup:SubnetGroup",
        "aws:redshift/subnetGroup:SubnetGroup",
    ),
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    ),
    check=check,
)
