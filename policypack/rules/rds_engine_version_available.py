"""rds-engine-version-available: RDS engine versions must be available in the region."""

from policypack.aws import engine_versions, rds
from policypack.check import Resource, Verdict, any_of, combined, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    concern="C0",
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
    severity="high",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            aws.rds.Instance("orders", engine="postgres", engine_version="15.4", instance_class="db.t4g.medium",
                             username="orders", manage_master_user_password=True,
                             allocated_storage=100, storage_type="gp3")
            """,
            config={"aws:region": "eu-south-2"},
            finds={"orders": "engineVersion"},
        ),
        Good(
            """
            import pulumi_aws as aws
            aws.rds.Instance("orders", engine="postgres", engine_version="15.7", instance_class="db.t4g.medium",
                             username="orders", manage_master_user_password=True,
                             allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("major", engine="postgres", engine_version="15", instance_class="db.t4g.medium",
                             username="orders", manage_master_user_password=True,
                             allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("default", engine="postgres", instance_class="db.t4g.medium",
                             username="orders", manage_master_user_password=True,
                             allocated_storage=100, storage_type="gp3")
            """,
            config={"aws:region": "eu-south-2"},
            title="A full version, a major version, and none",
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine="postgres", engine_version=old.outputs["Version"],
                             instance_class="db.t4g.medium", username="orders", manage_master_user_password=True,
                             allocated_storage=100, storage_type="gp3")
            """,
            config={"aws:region": "eu-south-2"},
            because={"orders": "engineVersion"},
        ),
    ),
)
