"""rds-engine-version-current: RDS engine versions must not be deprecated."""

from policypack.aws import rds
from policypack.aws.common import engine_versions
from policypack.check import Resource, Verdict, any_of, combined, require
from policypack.rule import StackContext, StackRule


def check(db: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """AWS has not marked the engine version as deprecated, or the database runs it already."""
    version, region = db["engineVersion"], context.region(db)
    assess = engine_versions.Assessor(context.catalogue, context.options.allowed_engine_versions, rds.service(db))
    answer = version
    if version.is_known:
        answer = combined(assess.currency, version.as_text(), rds.engine(db), region)
    return require(
        any_of(
            answer.then(lambda one: one.passes),
            engine_versions.runs_already(db, version),
            rds.takes_over_version(db, version, context.stack),
        ),
        when=version.is_set(),
        at=version,
        problem=answer.say(lambda one: one.problem, f"AWS has deprecated engineVersion {version}."),
        fix=answer.say(lambda one: one.fix, "engine_version=...  # a version that AWS has not deprecated"),
    )


RULE = StackRule(
    id="rds-engine-version-current",
    summary="RDS engine versions must not be deprecated",
    rationale="""
        AWS deprecates versions some months before it upgrades whatever still runs them. A deprecated version gets no
        fixes and cannot be created anew, so the program that names it cannot be deployed a second time: not in another
        region, and not after a loss. What one region was seen to have deprecated is advice for regions that were not
        seen; a region that was seen to offer the version passes. A database that already runs the version, and what is
        made from one, is left alone. `rds-engine-version-available` says what a region refuses.
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
