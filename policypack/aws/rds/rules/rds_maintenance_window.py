"""rds-maintenance-window: Database maintenance must be outside business hours."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import windows
from policypack.check import Resource, Verdict, require
from policypack.rule import Changes, Context, ResourceRule


def check(db: Resource, context: Context[windows.BusinessHours]) -> Iterator[Verdict]:
    """The program sets a maintenance window of at least 30 minutes, outside business hours and apart from backups."""
    hours = context.options.local(context.region(db))
    window, backups = rds.maintenance_window(db), rds.backup_window(db)
    yield require(
        window.value.is_set(),
        at=window.value,
        problem=f"{window.value.path} is not set: AWS chooses a window, in which a patch may restart the database"
        " during business hours.",
        fix=window.fix(hours, backups),
    )
    yield from window.verdicts(hours, backups)
    yield window.apart_from(backups, hours)


def remedy(db: Resource, context: Context[windows.BusinessHours]) -> Changes:
    """the window becomes the first hour from Sunday, 04:00 local time, that is outside business hours and apart from
    the backups."""
    return rds.maintenance_window(db).free_hour(context.options.local(context.region(db)), rds.backup_window(db))


RULE = ResourceRule(
    id="rds-maintenance-window",
    summary="Database maintenance must be outside business hours",
    rationale="""
        Maintenance may restart the database. Where the program sets no window, AWS chooses one at random from eight
        hours of the region's night, which need not be the night of the users. Business hours are an option, with their
        time zone: by default that of the region. A window that is in business hours in summer time only, or in standard
        time only, is undetermined. AWS rejects a window shorter than 30 minutes and one that overlaps the backup
        window. The rule skips instances of a cluster, which AWS patches one by one in windows of their own. Times are
        UTC.
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
