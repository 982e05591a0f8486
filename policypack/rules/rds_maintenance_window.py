"""rds-maintenance-window: Database maintenance must be outside business hours."""

from collections.abc import Iterator

from policypack.aws import rds, windows
from policypack.check import Resource, Verdict, require
from policypack.rule import Bad, Changes, Context, Good, ResourceRule, Undecided


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
    concern="C13",
    summary="Database maintenance must be outside business hours",
    rationale="""
        Maintenance may restart the database. A window that the program does not say is picked by AWS at random from
        eight hours of the region's night, which need not be the night of the users. AWS rejects a window shorter than
        30 minutes and one that overlaps the backups. Instances of a cluster have windows of their own, in which AWS
        patches them one by one; they are not asked for. Times are UTC.
    """,
    level="mandatory",
    severity="medium",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    options=windows.BusinessHours,
    remedy=remedy,
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            common = dict(engine="postgres", instance_class="db.t4g.medium", username="app",
                          manage_master_user_password=True, allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("none", **common)
            aws.rds.Instance("noon", maintenance_window="tue:12:00-tue:13:00", **common)
            aws.rds.Instance("daily", maintenance_window="04:00-05:00", **common)
            aws.rds.Instance("both", maintenance_window="sun:02:30-sun:03:30", backup_window="02:00-03:00", **common)
            aws.rds.Cluster("cluster", engine="aurora-mysql", master_username="app", manage_master_user_password=True)
            """,
            finds={
                "none": "maintenanceWindow",
                "noon": "maintenanceWindow",
                "daily": "maintenanceWindow",
                "both": "maintenanceWindow",
                "cluster": "preferredMaintenanceWindow",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            common = dict(engine="postgres", instance_class="db.t4g.medium", username="app",
                          manage_master_user_password=True, allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("adjacent", maintenance_window="Sun:03:00-Sun:04:00", backup_window="02:00-03:00",
                             **common)
            aws.rds.Instance("weekend", maintenance_window="sat:12:00-sat:13:00", **common)
            aws.rds.Instance("week-end", maintenance_window="sun:23:30-mon:00:30", **common)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             maintenance_window="sun:04:00-sun:05:00", backup_window=old.outputs["Window"])
            """,
            because={"orders": "backupWindow"},
        ),
    ),
)
