"""rds-auto-minor-version-upgrade: Databases must upgrade minor versions automatically."""

from policypack.aws import rds
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Bad, Context, Good, ResourceRule, Undecided


def check(db: Resource, _: Context[None]) -> Verdict:
    """Automatic minor upgrades are not turned off; RDS Custom does not have them."""
    upgrades = db["autoMinorVersionUpgrade"]
    return require(
        is_not(upgrades.is_false()),
        when=is_not(rds.is_custom(db)),
        at=upgrades,
        problem="autoMinorVersionUpgrade is false: security fixes of the engine wait until somebody makes them, and AWS"
        " upgrades the database at a time of its own once the version is no longer supported.",
        fix="auto_minor_version_upgrade=True",
    )


RULE = ResourceRule(
    id="rds-auto-minor-version-upgrade",
    summary="Databases must upgrade minor versions automatically",
    rationale="""
        AWS makes minor upgrades in the maintenance window. They are on unless a program turns them off, so a database
        that says nothing is fine. With them on, say the major version alone (`engine_version="16"`), so that the
        program does not ask for the older minor version again. Instances of RDS and of Neptune clusters and Multi-AZ
        clusters are asked; DocumentDB has the argument and does not act on it, and RDS Custom does not upgrade
        by itself.
    """,
    level="advisory",
    severity="low",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE, *rds.NEPTUNE_CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    remedy={"autoMinorVersionUpgrade": True},
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             auto_minor_version_upgrade=False)
            aws.rds.ClusterInstance("reader", cluster_identifier="orders", engine="aurora-postgresql",
                                    instance_class="db.r6g.large", auto_minor_version_upgrade=False)
            """,
            finds={"orders": "autoMinorVersionUpgrade", "reader": "autoMinorVersionUpgrade"},
        ),
        Good(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.m5.large", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("unsaid", engine="postgres", **common)
            aws.rds.Instance("on", engine="postgres", auto_minor_version_upgrade=True, **common)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             auto_minor_version_upgrade=old.outputs["Upgrade"])
            """,
            because={"orders": "autoMinorVersionUpgrade"},
        ),
    ),
)
