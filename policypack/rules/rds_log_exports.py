"""rds-log-exports: databases export their logs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from policypack.aws import rds
from policypack.check import Fact, Resource, Value, Verdict, is_not, known, require
from policypack.rule import Bad, Context, Good, ResourceRule, Undecided


@dataclass(frozen=True)
class Options:
    """Which logs each engine must export."""

    required: Annotated[
        Mapping[str, tuple[str, ...]], "Engine -> log types to export instead of the built-in ones."
    ] = field(default_factory=dict)


def check(db: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """The logs that the engine should export are exported, and none that the engine does not have."""
    engine, exports = rds.engine(db), db["enabledCloudwatchLogsExports"]
    wanted = engine.map(lambda name: list(wanted_logs(name, db, context)))
    yield require(
        wanted.all(lambda log: log.then(lambda name: exports.any(lambda own: own.equals(name)))),
        when=engine.is_set(),
        at=exports,
        problem=f"enabledCloudwatchLogsExports is {exports}, without all of {wanted} that {engine} has: what is not"
        " exported is lost with the instance and cannot raise an alarm.",
        fix=f"enabled_cloudwatch_logs_exports={wanted}",
    )
    yield require(
        is_not(exports.is_empty()),
        when=is_not(engine.is_set()),
        at=exports,
        problem="enabledCloudwatchLogsExports is empty: the logs are lost with the instance and cannot raise an alarm.",
        fix='enabled_cloudwatch_logs_exports=["postgresql", "upgrade"]  # the logs of the source\'s engine',
    )
    yield require(
        exports.all(lambda log: engine.then(lambda name: is_log_of(log, name, db, context))),
        when=engine.is_set(),
        at=exports,
        problem=f"enabledCloudwatchLogsExports is {exports}, which AWS rejects: {engine} has no such log.",
        fix=f"enabled_cloudwatch_logs_exports={wanted}",
    )


def wanted_logs(engine: str, db: Resource, context: Context[Options]) -> tuple[str, ...]:
    """The log types that this engine should export; none for an engine that the catalogue does not have."""
    own = context.options.required.get(engine)
    if own is not None:
        return own
    return context.catalogue.default_log_exports(engine, cluster=db.type in rds.CLUSTER) or ()


def is_log_of(log: Value, engine: str, db: Resource, context: Context[Options]) -> Fact:
    """The engine has this log, or the catalogue does not know the engine's logs."""
    types = context.catalogue.log_export_types(engine, cluster=db.type in rds.CLUSTER)
    return known(True) if types is None else log.is_in(types)


RULE = ResourceRule(
    id="rds-log-exports",
    concern="C11",
    summary="Databases export their logs",
    rationale="""
        Logs on the instance are kept for days and go with it. Exported to CloudWatch Logs they are kept, searched, and
        raise alarms. Which logs an engine has, and which of them production needs, is catalogue data; an option names
        others for an engine. AWS rejects a log type that the engine does not have. A replica is asked, too: exports are
        its own.
    """,
    level="mandatory",
    severity="medium",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
    ),
    options=Options,
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("none", engine="postgres", **common)
            aws.rds.Instance("half", engine="mysql", enabled_cloudwatch_logs_exports=["error"], **common)
            aws.rds.Instance("wrong", engine="postgres",
                             enabled_cloudwatch_logs_exports=["postgresql", "upgrade", "slowquery"], **common)
            """,
            finds={
                "none": "enabledCloudwatchLogsExports",
                "half": "enabledCloudwatchLogsExports",
                "wrong": "enabledCloudwatchLogsExports",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("postgres", engine="postgres",
                             enabled_cloudwatch_logs_exports=["upgrade", "postgresql"], **common)
            aws.rds.Instance("mariadb", engine="mariadb",
                             enabled_cloudwatch_logs_exports=["audit", "error", "general", "slowquery"], **common)
            aws.rds.Cluster("aurora", engine="aurora-postgresql", master_username="app",
                            manage_master_user_password=True, enabled_cloudwatch_logs_exports=["postgresql"])
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine=old.outputs["Engine"], instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             enabled_cloudwatch_logs_exports=["error"])
            """,
            because={"orders": "engine"},
        ),
    ),
)
