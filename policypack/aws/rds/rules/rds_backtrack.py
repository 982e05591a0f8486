"""rds-backtrack: Aurora MySQL clusters must be able to go back in time."""

from policypack.aws import rds
from policypack.aws.common.tables import table
from policypack.check import Fact, Resource, Verdict, all_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule


def check(cluster: Resource, context: Context[None]) -> Verdict:
    """The cluster keeps what it needs to go back, where it can and where the region has that."""
    window = cluster["backtrackWindow"]
    return require(
        window.at_least(1),
        when=all_of(can_go_back(cluster), context.region(cluster).is_in(table("rds/rds_backtrack").texts("regions"))),
        at=window,
        problem=f"backtrackWindow is {window}: after a wrong statement the cluster must be restored from a backup,"
        " which takes hours.",
        fix=fix(
            Set(window.path, Blank("seconds, up to 259200, which are 72 hours")),
            note="AWS turns it on where a cluster is made or restored",
        ),
    )


def can_go_back(cluster: Resource) -> Fact:
    """Aurora MySQL with instances of its own, which is no part of a global database and no replica."""
    return all_of(
        rds.engine(cluster).equals("aurora-mysql"),
        is_not(cluster["engineMode"].is_in(("serverless", "parallelquery", "global", "multimaster"))),
        is_not(cluster["serverlessv2ScalingConfiguration"].is_set()),
        is_not(cluster["globalClusterIdentifier"].is_set()),
        is_not(cluster["replicationSourceIdentifier"].is_set()),
    )


RULE = ResourceRule(
    id="rds-backtrack",
    summary="Aurora MySQL clusters must be able to go back in time",
    rationale="""
        Backtracking sets an Aurora MySQL cluster back to a second of the last hours, in place and within minutes:
        after a DELETE without a WHERE, say. AWS takes money for the changes that it keeps, and turns it on only where a
        cluster is made or restored. The rule asks in regions that are known to have it, and does not ask clusters of
        global databases, replicas and serverless ones. Backtracking excludes replication by binary logs.
    """,
    level="advisory",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    controls=("RDS.14",),
    applies_to=rds.CLUSTER,
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-14",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
    ),
    check=check,
)
