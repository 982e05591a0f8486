"""rds-log-exports: Databases must export their logs."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated

from policypack.aws import rds
from policypack.check import Fact, Resource, Value, Verdict, all_of, combined, is_not, known, require
from policypack.fix import Blank, Set, fix
from policypack.model.records import record
from policypack.rule import Changes, Context, ResourceRule


@record(frozen=True)
class Options:
    """Which logs each engine must export."""

    required: Annotated[
        Mapping[str, tuple[str, ...]], "Engine -> log types to export instead of the built-in ones."
    ] = field(default_factory=dict)


def check(db: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """The database exports the logs that its engine should export, and no log that its engine does not have."""
    engine, exports = rds.engine(db), rds.log_exports(db)
    wanted = engine.map(lambda name: list(wanted_logs(name, db, context)))
    logs: list[str] = completed_exports(db, context).say(list, []) if exports.is_complete or exports.is_absent else []
    completed = fix(Set(exports.path, logs or Blank("the engine's log types")))
    exportable = is_not(rds.is_serverless_v1(db))
    yield require(
        wanted.all(lambda log: log.then(lambda name: exports.any(lambda own: own.equals(name)))),
        when=all_of(exportable, engine.is_set()),
        at=exports,
        problem=f"{exports.path} is {exports}; {engine} should export {wanted}. A log that is not exported is lost with"
        " the instance and cannot raise an alarm.",
        fix=completed,
    )
    yield require(
        is_not(exports.is_empty()),
        when=all_of(exportable, is_not(engine.is_set())),
        at=exports,
        problem=f"{exports.path} is empty: the logs are lost with the instance and cannot raise an alarm.",
        fix=fix(Set(exports.path, [Blank("a log type of the source's engine")])),
    )
    wrong = (str(log) for log in exports.elements() if is_log_of(log, engine, db, context).truth is False)
    yield require(
        exports.all(lambda log: is_log_of(log, engine, db, context)),
        when=engine.is_set(),
        at=exports,
        problem=f"{exports.path} has {', '.join(wrong)}: {engine} has no such log, and AWS rejects the database.",
        fix=completed,
    )


def wanted_logs(engine: str, db: Resource, context: Context[Options]) -> tuple[str, ...]:
    """The log types that this engine should export; none for an engine that the catalog does not have."""
    own = context.options.required.get(engine)
    if own is not None:
        return own
    return context.catalog.default_log_exports(engine, cluster=db.type in rds.ALL_CLUSTERS) or ()


def is_log_of(log: Value, engine: Value, db: Resource, context: Context[Options]) -> Fact:
    """The engine has this log, or the catalog does not know the engine's logs."""

    def has_log(name: str) -> Fact:
        types = context.catalog.log_export_types(name, cluster=db.type in rds.ALL_CLUSTERS)
        return known(True) if types is None else log.is_in(types)

    return engine.then(has_log)


def completed_exports(db: Resource, context: Context[Options]) -> Value:
    """The exports of the program that the engine has, and those that it should have."""

    def completed(exports: object, engine: str | None) -> list[str] | None:
        if engine is None:
            return None
        types = context.catalog.log_export_types(engine, cluster=db.type in rds.ALL_CLUSTERS)
        logs = (
            [log for log in exports if types is None or (isinstance(log, str) and log in types)]
            if isinstance(exports, list)
            else []
        )
        return [*logs, *(log for log in wanted_logs(engine, db, context) if log not in logs)]

    return combined(completed, rds.log_exports(db), rds.engine(db))


def remedy(db: Resource, context: Context[Options]) -> Changes:
    """the exports become those that the rule requires of the engine, with the others in the program that the engine
    has. A list with an unknown value does not change, nor does a database whose engine its source decides."""
    return {} if rds.engine(db).is_absent else {rds.log_exports(db).path: completed_exports(db, context)}


RULE = ResourceRule(
    id="rds-log-exports",
    summary="Databases must export their logs",
    rationale="""
        Logs on the instance are kept for days and are deleted with it. In CloudWatch Logs they are kept, searched, and
        raise alarms. Which logs an engine has, and which of them production needs, is catalog data; an option names
        others for an engine. PostgreSQL's log of upgrades, which is written once in years, is not among them. AWS
        rejects a log type that the engine does not have. A replica has exports of its own. DocumentDB and Neptune
        export their audit log once a cluster parameter turns it on. The rule skips Aurora Serverless v1, which has no
        exports.
    """,
    level="mandatory",
    consequence="hygiene",
    since="0.1.0",
    controls=("RDS.36", "RDS.37", "RDS.40", "DocumentDB.4", "Neptune.2"),
    partly=("RDS.9",),
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
        "https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html",
        "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1306",
    ),
    options=Options,
    remedy=remedy,
    check=check,
)
