"""elasticache-subnet-group: Caches must have a subnet group of their own."""

from policypack.aws import elasticache
from policypack.aws.practices.base import BASES
from policypack.constraint import ALWAYS, Blank, Condition, Constraint, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

GROUP = argument("subnetGroupName")


def _own_group(when: Condition = ALWAYS) -> Constraint:
    demand = (GROUP.is_present() & ~GROUP.equals("default")).called(
        "subnetGroupName is another one than default",
        "subnetGroupName must be another one than default",
        fails="subnetGroupName is default or not set",
        ban="subnetGroupName must be default",
    )
    return practice(
        demand,
        when=when,
        fix=fix(Set(GROUP.path, Blank("the name of a subnet group of private subnets"))),
        invalid=({}, {GROUP.path: "default"}),
        valid={GROUP.path: "orders"},
        controls=("ElastiCache.7",),
    )


RULE = practices_rule(
    id="elasticache-subnet-group",
    summary="Caches must have their own subnet group",
    rationale="""
        A cache without a subnet group comes into the default VPC, whose subnets are public and whose network nobody
        designed for it. A member of a replication group has the group's subnets. A cache moves to other subnets only by
        being made anew.
    """,
    harm="The cache is in the subnets of the default VPC, which are public.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    base=BASES,
    practices={
        elasticache.REPLICATION_GROUP: [_own_group()],
        elasticache.CLUSTER: [_own_group(~argument("replicationGroupId").is_present())],
    },
)
