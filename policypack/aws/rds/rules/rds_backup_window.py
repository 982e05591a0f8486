"""rds-backup-window: Databases must keep backups and make them outside business hours."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import windows
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.fix import Set, fix
from policypack.rule import Changes, Context, ResourceRule


def check(db: Resource, context: Context[windows.BusinessHours]) -> Iterator[Verdict]:
    """Automated backups are kept, and made in a window of at least 30 minutes outside business hours; those of a
    replica are made by its source."""
    hours = context.options.local(context.region(db))
    window, keeps = rds.backup_window(db), rds.retention(db).at_least(1)
    has_window = is_not(rds.is_serverless_v1(db))
    proposal = window.fix(hours, rds.maintenance_window(db))
    keep = Set("backupRetentionPeriod", 7)
    needs_window = all_of(has_window, is_not(window.suits(hours))).truth
    yield require(
        keeps,
        when=is_not(rds.is_replica(db)),
        at="backupRetentionPeriod",
        problem=f"backupRetentionPeriod is {db['backupRetentionPeriod']}: without automated backups the database cannot"
        " be restored to a point in time.",
        fix=fix(keep, *proposal.steps) if needs_window else fix(keep),
    )
    yield require(
        window.value.is_set(),
        when=all_of(keeps, is_not(rds.is_replica(db)), has_window),
        at=window.value,
        problem=f"{window.value.path} is not set: AWS chooses a window, which may be in the busiest hours.",
        fix=proposal,
    )
    yield from window.verdicts(hours, rds.maintenance_window(db), used=keeps)


def remedy(db: Resource, context: Context[windows.BusinessHours]) -> Changes:
    """the window becomes the first hour from 02:00 local time that is outside business hours and apart from the
    maintenance window. Retention is left: turning backups on interrupts the database for a moment."""
    return rds.backup_window(db).free_hour(context.options.local(context.region(db)), rds.maintenance_window(db))


RULE = ResourceRule(
    id="rds-backup-window",
    summary="Databases must keep backups and make them outside business hours",
    rationale="""
        Without a retention above 0 an instance has no automated backups and cannot be restored to a point in time.
        Where the program sets no window, AWS chooses one at random; a backup suspends or slows I/O on a single-zone
        instance. Business hours are an option, with their time zone: by default that of the region. A window that is in
        business hours in summer time only, or in standard time only, is undetermined. The rule skips replicas, whose
        source makes the backups, the window of a database that keeps no backups, and that of Aurora Serverless v1,
        which has none. Times are UTC.
    """,
    level="mandatory",
    consequence="data loss",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        "https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/pull/427",
    ),
    options=windows.BusinessHours,
    remedy=remedy,
    check=check,
)
