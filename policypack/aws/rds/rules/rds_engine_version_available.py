"""rds-engine-version-available: RDS engine versions must be available in the region."""

from policypack.aws import rds
from policypack.aws.common import engine_versions
from policypack.check import Resource, Verdict
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"
UNAVAILABLE = Rejection(
    service="RDS",
    condition="The region does not have the engine version",
    error="InvalidParameterCombination: Cannot find version {engineVersion} for {engine}",
    source=CREATE,
    invalid="orders",
    valid="major",
)


def check(db: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """The engine version can be created in the resource's region, or the database keeps it."""
    version, region = db["engineVersion"], context.region(db)
    assessor = engine_versions.Assessor(context.catalog, context.options.allowed_engine_versions, rds.service(db))
    return engine_versions.judge_version(
        assessor.availability,
        version,
        rds.engine(db),
        region,
        keeps=rds.keeps_version(db, context.stack),
        otherwise=f"engineVersion {version} cannot be created in {region}.",
        rejects=UNAVAILABLE,
    )


RULE = StackRule(
    id="rds-engine-version-available",
    summary="RDS engine versions must be available in the region",
    rationale="""
        Each region has its own engine versions, and AWS withdraws old ones, so a version that worked in one region, or
        last year, fails minutes into an update. The catalog records which versions a region offered, and when. A
        version newer than the data, and a region without data, are undetermined. A database that already runs a
        version keeps it, and so does what is made from one: a replica, a restored snapshot, an instance of a cluster, a
        member of a global cluster. Custom versions of RDS Custom belong to the account and are undetermined. An
        organization's own list of allowed versions has precedence over the catalog.
    """,
    rejections=(UNAVAILABLE,),
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(
        *rds.INSTANCE,
        *rds.CLUSTER,
        *rds.CLUSTER_INSTANCE,
        *rds.GLOBAL_CLUSTER,
        *rds.DOCUMENTDB_CLUSTER,
        *rds.DOCUMENTDB_GLOBAL_CLUSTER,
        *rds.NEPTUNE_CLUSTER,
        *rds.NEPTUNE_CLUSTER_INSTANCE,
        *rds.NEPTUNE_GLOBAL_CLUSTER,
    ),
    references=(
        CREATE,
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
    ),
    options=engine_versions.Options,
    check=check,
)
