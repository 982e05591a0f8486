"""rds-engine-version-current: RDS engine versions must be in standard support."""

from policypack.aws import rds
from policypack.aws.common import engine_versions
from policypack.check import Resource, Verdict
from policypack.rule import StackContext, StackRule


def check(db: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """AWS supports the engine version for a while yet, or the database keeps it."""
    version = db["engineVersion"]
    assessor = engine_versions.Assessor(context.catalog, context.options.allowed_engine_versions, rds.service(db))
    return engine_versions.judge_version(
        assessor.currency,
        version,
        rds.engine(db),
        context.region(db),
        keeps=rds.keeps_version(db, context.stack),
        otherwise=f"AWS has deprecated engineVersion {version}.",
    )


RULE = StackRule(
    id="rds-engine-version-current",
    summary="RDS engine versions must be in standard support",
    rationale="""
        AWS ends the support of a version some months before it upgrades the databases that run it. Such a version gets
        no fixes and soon cannot be created any more, so its program cannot be deployed a second time: not in another
        region, and not after a loss. A major version past its standard support costs extra, by the vCPU and hour: the
        finding says until when, and the price, as it was on a date. A version is reported 90 days before its support
        ends, and where AWS has announced that it cannot be created any more. A deprecation in one region is advice for
        regions without data. A database that already runs the version, and what is made from one, passes.
        `rds-engine-version-available` reports what a region rejects.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(
        *rds.INSTANCE,
        *rds.ALL_CLUSTERS,
        *rds.CLUSTER_INSTANCE,
        *rds.NEPTUNE_CLUSTER_INSTANCE,
        *rds.ALL_GLOBAL_CLUSTERS,
    ),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
    ),
    options=engine_versions.Options,
    check=check,
)
