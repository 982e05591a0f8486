"""rds-enhanced-monitoring: Databases must have enhanced monitoring."""

from policypack.aws import rds
from policypack.check import FALSE, Fact, Resource, Stack, Verdict, any_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule

ROLE = Blank("the ARN of a role with the policy AmazonRDSEnhancedMonitoringRole")


def check(db: Resource, context: StackContext[None]) -> Verdict:
    """The database sends metrics of its operating system; an instance of a cluster may do so by its cluster."""
    interval = db["monitoringInterval"]
    has_role = db["monitoringRoleArn"].is_set().truth
    return require(
        any_of(interval.at_least(1), by_cluster(db, context.stack)),
        when=has_machines(db),
        at=interval,
        problem=f"monitoringInterval is {interval}: no metric tells which process takes the memory and the processor"
        " when the database is slow.",
        fix=fix(Set("monitoringInterval", 60), *(() if has_role else (Set("monitoringRoleArn", ROLE),))),
    )


def has_machines(db: Resource) -> Fact:
    """Only a Multi-AZ cluster is asked itself; that of Aurora has instances, which are. RDS Custom has other ways."""
    if db.type in rds.CLUSTER:
        return rds.engine(db).is_in(rds.MULTI_AZ_CLUSTER_ENGINES)
    return is_not(rds.is_custom(db))


def by_cluster(db: Resource, stack: Stack) -> Fact:
    """Its cluster sets the interval; one that the stack does not have may."""
    if db.type not in rds.CLUSTER_INSTANCE:
        return FALSE
    clusters = rds.clusters(db, stack)
    unseen = FALSE if clusters.exists().truth else db["clusterIdentifier"].undecided()
    return any_of(clusters.any(lambda cluster: cluster["monitoringInterval"].at_least(1)), unseen)


RULE = StackRule(
    id="rds-enhanced-monitoring",
    summary="Databases must have enhanced monitoring",
    rationale="""
        CloudWatch's metrics of a database come from outside of it. Enhanced monitoring asks its operating system:
        memory, swap, load and disk by process, every minute or every second. It needs a role, and its logs cost what
        they take. An instance of Aurora is fine where its cluster sets the interval; one whose cluster the stack does
        not have is undetermined.
    """,
    level="advisory",
    consequence="hygiene",
    rated="low",
    since="0.3.0",
    controls=("RDS.6",),
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-6",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html",
    ),
    check=check,
)
