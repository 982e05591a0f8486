"""rds-engine-version-current: RDS engine versions must not be deprecated."""

from policypack.aws import engine_versions, rds
from policypack.check import Resource, Verdict, any_of, combined, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


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
    concern="C0",
    summary="RDS engine versions must not be deprecated",
    rationale="""
        AWS deprecates versions some months before it upgrades whatever still runs them. A deprecated version gets no
        fixes and cannot be created anew, so the program that names it cannot be deployed a second time: not in another
        region, and not after a loss. What one region was seen to have deprecated is advice for regions that were not
        seen; a region that was seen to offer the version passes. A database that already runs the version, and what is
        made from one, is left alone. `rds-engine-version-available` says what a region refuses.
    """,
    level="advisory",
    severity="medium",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("orders", engine="postgres", engine_version="15.4", **common)
            aws.rds.Instance("ireland", engine="mysql", engine_version="8.0.35", region="eu-west-1", **common)
            aws.rds.Instance("madrid", engine="postgres", engine_version="15.4", region="eu-south-2", **common)
            """,
            finds={"orders": "engineVersion", "ireland": "engineVersion", "madrid": "engineVersion"},
            title="Deprecated where it was seen",
        ),
        Good(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("major", engine="postgres", engine_version="15", **common)
            aws.rds.Instance("madrid", engine="postgres", engine_version="15.7", region="eu-south-2", **common)
            aws.rds.Instance("default", engine="mariadb", **common)
            """,
            title="A major version, a version that the region was seen to offer, and none",
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            common = dict(engine="postgres", instance_class="db.t4g.medium", username="orders",
                          manage_master_user_password=True, allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("orders", engine_version=old.outputs["Version"], **common)
            aws.rds.Instance("restored", engine_version="15.4", snapshot_identifier="orders-2026", **common)
            """,
            because={"orders": "engineVersion", "restored": "snapshotIdentifier"},
        ),
    ),
)
