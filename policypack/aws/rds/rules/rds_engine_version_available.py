"""rds-engine-version-available: RDS engine versions must be available in the region."""

from policypack.aws import rds
from policypack.aws.common import engine_versions
from policypack.check import Resource, Verdict, any_of, combined, require
from policypack.rule import Rejection, StackContext, StackRule


def check(db: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """The engine version can be created in the resource's region, or the database runs it already."""
    version, region = db["engineVersion"], context.region(db)
    assess = engine_versions.Assessor(context.catalogue, context.options.allowed_engine_versions, rds.service(db))
    answer = version
    if version.is_known:
        answer = combined(assess.availability, version.as_text(), rds.engine(db), region)
    return require(
        any_of(
            answer.then(lambda one: one.passes),
            engine_versions.runs_already(db, version),
            rds.takes_over_version(db, version, context.stack),
        ),
        when=version.is_set(),
        at=version,
        problem=answer.say(lambda one: one.problem, f"engineVersion {version} cannot be created in {region}."),
        fix=answer.say(lambda one: one.fix, "engine_version=...  # a version that the region has"),
    )


RULE = StackRule(
    id="rds-engine-version-available",
    summary="RDS engine versions must be available in the region",
    rationale="""
        AWS offers other engine versions in each region and withdraws old ones, so a version that worked in one region,
        or last year, fails after minutes of an update. The catalogue says what was seen of a region and when; a version
        newer than the data, and a region that was not seen, stay undetermined. A database that already runs a version
        keeps it, and so does what is made from one: a replica, a restored snapshot, an instance of a cluster, a member
        of a global cluster. Custom versions of RDS Custom are the account's own and stay undetermined. An
        organization's own list of allowed versions wins over the catalogue.
    """,
    rejections=(
        Rejection(
            service="RDS",
            condition="The region does not have the engine version",
            error="InvalidParameterCombination: Cannot find version 15.4 for postgres",
            source="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
            invalid="orders",
            valid="major",
        ),
    ),
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
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
    ),
    options=engine_versions.Options,
    check=check,
)
