"""rds-auto-minor-version-upgrade: Databases must upgrade minor versions automatically."""

from policypack.aws import rds
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import Set, fix
from policypack.rule import Context, ResourceRule


def check(db: Resource, _: Context[None]) -> Verdict:
    """Automatic minor upgrades are not turned off; RDS Custom does not have them."""
    upgrades = db["autoMinorVersionUpgrade"]
    return require(
        is_not(upgrades.is_false()),
        when=is_not(rds.is_custom(db)),
        at=upgrades,
        problem="autoMinorVersionUpgrade is false: security fixes of the engine wait for a manual upgrade, and AWS"
        " chooses when to upgrade the database once its version is no longer supported.",
        fix=fix(Set("autoMinorVersionUpgrade", True)),
    )


RULE = ResourceRule(
    id="rds-auto-minor-version-upgrade",
    summary="Databases must upgrade minor versions automatically",
    rationale="""
        AWS makes minor upgrades in the maintenance window. They are on unless the program turns them off. With them
        on, set only the major version (`engine_version="16"`), so that the program does not ask for the older minor
        version again. The rule applies to RDS instances, instances of RDS and Neptune clusters, and Multi-AZ clusters;
        DocumentDB ignores the argument, and RDS Custom has no automatic upgrades.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    controls=("RDS.13", "RDS.35"),
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE, *rds.NEPTUNE_CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    remedy={"autoMinorVersionUpgrade": True},
    check=check,
)
