"""backup-retention: Automated backups must be kept long enough."""

from typing import Annotated

from policypack.aws import elasticache, rds
from policypack.check import FALSE, TRUE, Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.model.records import record
from policypack.rule import Context, ResourceRule

REDSHIFT = ("aws:redshift/cluster:Cluster",)

WINDOW = (Set("snapshotWindow", Blank("an hour of little load, outside the maintenance window")),)


@record(frozen=True)
class Options:
    """How many days are enough."""

    least_days: Annotated[int, "The fewest days that backups of databases are kept."] = 7
    least_days_of_caches: Annotated[int, "The fewest days that snapshots of caches are kept."] = 1


def check(store: Resource, context: Context[Options]) -> Verdict:
    """Backups are kept for so many days; those of a replica and of a member are made by another resource."""
    days = kept_days(store)
    is_cache = store.type in elasticache.CACHES
    least = context.options.least_days_of_caches if is_cache else context.options.least_days
    asked = f"it must be at least {least}"
    return require(
        any_of(days.at_least(least), taken_over(store, days)),
        when=makes_backups(store),
        at=days.path,
        problem=f"{days.path} is {store[days.path]}: {asked}. A fault that is noticed later than the oldest backup"
        " cannot be undone.",
        fix=fix(Set(days.path, least), *(WINDOW if is_cache and store["snapshotWindow"].is_absent else ())),
    )


def kept_days(store: Resource) -> Value:
    """How many days backups are kept, with the default of AWS or of the provider."""
    if store.type in elasticache.CACHES:
        return store["snapshotRetentionLimit"].or_default(0)
    if store.type in REDSHIFT:
        return store["automatedSnapshotRetentionPeriod"].or_default(1)
    return rds.retention(store)


def taken_over(store: Resource, days: Value) -> Fact:
    """A restored database keeps its source's number where the program sets none."""
    if store.type not in rds.INSTANCE:
        return FALSE
    return rds.left_to_source(store, store[days.path])


def makes_backups(store: Resource) -> Fact:
    """It makes backups itself, and can."""
    if store.type in elasticache.CACHES:
        node = store["nodeType"]
        return all_of(
            is_not(elasticache.engine(store).equals("memcached")),
            is_not(elasticache.is_member_of_group(store)),
            is_not(elasticache.is_member_of_datastore(store)),
            is_not(node.equals("cache.t1.micro")),
        )
    return TRUE if store.type in REDSHIFT else is_not(rds.is_replica(store))


RULE = ResourceRule(
    id="backup-retention",
    summary="Automated backups must be kept for a week",
    rationale="""
        A fault in a program is often noticed days later, over a weekend or at the end of a month: a backup from before
        it must still be there. AWS keeps backups of a cluster for one day where the program says nothing, those of an
        instance and of a cache not at all. How many days are enough is an option. Replicas, Memcached and members of a
        replication group have no backups of their own. A restored instance has its source's number where the program
        sets none, which is undetermined. `rds-backup-window` demands that there are backups at all, and when.
    """,
    level="advisory",
    consequence="data loss",
    rated="medium",
    yields=True,
    since="0.3.0",
    controls=("RDS.11", "RDS.50", "DocumentDB.2", "Neptune.5", "Redshift.3", "ElastiCache.1"),
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS, *elasticache.CACHES, *REDSHIFT),
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
    ),
    options=Options,
    check=check,
)
