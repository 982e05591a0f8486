"""rds-backup-window: Databases must keep backups and make them outside business hours."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import windows
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Changes, Context, ResourceRule


def check(db: Resource, context: Context[windows.BusinessHours]) -> Iterator[Verdict]:
    """Backups are kept, and made in a stated window of 30 minutes or more outside business hours; a replica's source
    makes its backups."""
    window, keeps = rds.backup_window(db), rds.retention(db).at_least(1)
    yield require(
        keeps,
        when=is_not(rds.is_replica(db)),
        at="backupRetentionPeriod",
        problem=f"backupRetentionPeriod is {db['backupRetentionPeriod']}: no automated backup is kept, and there is no"
        " point in time to restore to.",
        fix="backup_retention_period=7",
    )
    yield require(
        window.value.is_set(),
        when=all_of(keeps, is_not(any_of(rds.is_replica(db), rds.is_serverless_v1(db)))),
        at=window.value,
        problem=f"{window.value.path} is not set: AWS picks a window, which may lie in the busiest hours.",
        fix=window.fix,
    )
    yield from window.verdicts(context.options, used=keeps)


def remedy(db: Resource, context: Context[windows.BusinessHours]) -> Changes:
    """the window becomes the first hour from 02:00 UTC that lies outside business hours and apart from the maintenance
    window. Retention is left: turning backups on interrupts the database for a moment."""
    return rds.backup_window(db).free_hour(context.options, rds.maintenance_window(db))


RULE = ResourceRule(
    id="rds-backup-window",
    summary="Databases must keep backups and make them outside business hours",
    rationale="""
        Without a retention above 0 an instance has no automated backup and no point in time to restore to. A window
        that the program does not say is picked by AWS at random; a backup suspends or slows I/O on a single-zone
        instance. Business hours are an option, with their time zone. A replica's source makes its backups, so a replica
        is not asked; a database that keeps no backups is not asked for their window; Aurora Serverless v1 takes no
        window. Times are UTC.
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
