"""rds-maintenance-window: Database maintenance must be outside business hours."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import windows
from policypack.check import Resource, Verdict, require
from policypack.rule import Changes, Context, ResourceRule


def check(db: Resource, context: Context[windows.BusinessHours]) -> Iterator[Verdict]:
    """The maintenance window is stated, of 30 minutes or more, outside business hours and apart from the backups."""
    window = rds.maintenance_window(db)
    yield require(
        window.value.is_set(),
        at=window.value,
        problem=f"{window.value.path} is not set: AWS picks one, and a patch may restart the database in business"
        " hours.",
        fix=window.fix,
    )
    yield from window.verdicts(context.options)
    yield window.apart_from(rds.backup_window(db))


def remedy(db: Resource, context: Context[windows.BusinessHours]) -> Changes:
    """the window becomes the first hour from Sunday, 04:00 UTC, that lies outside business hours and apart from the
    backups."""
    return rds.maintenance_window(db).free_hour(context.options, rds.backup_window(db))


RULE = ResourceRule(
    id="rds-maintenance-window",
    summary="Database maintenance must be outside business hours",
    rationale="""
        Maintenance may restart the database. A window that the program does not say is picked by AWS at random from
        eight hours of the region's night, which need not be the night of the users. AWS rejects a window shorter than
        30 minutes and one that overlaps the backups. Instances of a cluster have windows of their own, in which AWS
        patches them one by one; they are not asked for. Times are UTC.
    """,
    level="mandatory",
    consequence="downtime",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    options=windows.BusinessHours,
    remedy=remedy,
    check=check,
)
