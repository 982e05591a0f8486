"""rds-audit-logs: MySQL and MariaDB must keep an audit log."""

from dataclasses import replace

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.aws.practices.parameters import parameter
from policypack.constraint import ALWAYS, Condition, Constraint, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.model.values import Plain
from policypack.rule import practices_rule

EXPORTS = argument("enabledCloudwatchLogsExports")


def _exports(*logs: str, engine: str, when: Condition = ALWAYS, control: str) -> Constraint:
    """The database exports these logs, and the fix keeps the others."""
    demand = EXPORTS.contains(logs[0])
    for one in logs[1:]:
        demand &= EXPORTS.contains(one)

    def completed(present: Plain) -> Plain:
        own = present if isinstance(present, list) else []
        return [*own, *(one for one in logs if one not in own)]

    given = {"engine": engine}
    row = practice(
        demand,
        when=argument("engine").equals(engine) & when,
        fix=fix(Set(EXPORTS.path, list(logs))),
        invalid=(given, {**given, EXPORTS.path: ["slowquery"]}),
        valid={**given, EXPORTS.path: ["slowquery", *logs]},
        controls=(control,),
    )
    return replace(row, correct=completed)


RULE = practices_rule(
    id="rds-audit-logs",
    summary="MySQL and MariaDB databases must keep an audit log",
    rationale="""
        The audit log tells who connected and which statements ran. Aurora MySQL writes it where a parameter of the
        cluster turns it on, MariaDB where its option group has the option MARIADB_AUDIT_PLUGIN; both send it to
        CloudWatch Logs where it is exported. A busy database writes a great deal: `server_audit_events` says what.
    """,
    harm="Nobody can tell later who read or changed the data.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [_exports("audit", "error", engine="mariadb", control="RDS.42")],
        rds.CLUSTER: [
            _exports(
                "audit",
                engine="aurora-mysql",
                when=~argument("engineMode").equals("serverless").unsaid(),
                control="RDS.34",
            )
        ],
        rds.CLUSTER_PARAMETER_GROUP: [
            parameter(
                "server_audit_logging",
                "1",
                "ON",
                "on",
                but_not="0",
                families=("aurora-mysql",),
                given={"family": "aurora-mysql8.0"},
                controls=("RDS.45",),
            )
        ],
    },
)
