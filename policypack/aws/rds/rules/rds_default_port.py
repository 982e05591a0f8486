"""rds-default-port: Databases should not use their engine's default port."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.constraint import ALWAYS, Blank, Condition, Constraint, Inputs, Set, argument, fix
from policypack.constraint.practices import inherits, practice
from policypack.rule import practices_rule

PORT, ENGINE = argument("port"), argument("engine")
CLASS: Inputs = {"instanceClass": "db.m6i.large", "licenseModel": "license-included"}
SOURCES = ("snapshotIdentifier", "restoreToPointInTime")


def _other_port(number: int, engines: Condition, beside: Inputs, when: Condition = ALWAYS) -> Constraint:
    """A port is set, and it is not the engine's own."""
    demand = (PORT.is_present() & ~PORT.equals(number)).called(
        f"port is another one than {number}",
        f"port must be another one than {number}",
        fails=f"port is {number} or not set",
        ban=f"port must be {number}",
    )
    return practice(
        demand | (~PORT.is_set() & inherits(*SOURCES)).unsaid(),
        when=engines & when,
        fix=fix(Set(PORT.path, Blank(f"another port than {number}"))),
        invalid=(beside, {**beside, PORT.path: number}),
        valid={**beside, PORT.path: 6210},
        controls=("RDS.23",),
    )


CLUSTERS = ~argument("engineMode").equals("serverless")

RULE = practices_rule(
    id="rds-default-port",
    summary="Databases must not use their engine's default port",
    rationale="""
        A scan for databases asks the usual ports first. Another port hides a database from the simplest of them; it
        protects nothing that a security group does not, so the rule is off by default. AWS takes the engine's port
        where the program sets none.
    """,
    level="disabled",
    harm="A scan for databases finds it at once.",
    consequence="hygiene",
    rated="low",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [
            _other_port(3306, ENGINE.one_of("mysql", "mariadb"), {"engine": "mysql"}),
            _other_port(5432, ENGINE.equals("postgres"), {"engine": "postgres"}),
            _other_port(1521, ENGINE.starts_with("oracle-"), {"engine": "oracle-se2", **CLASS}),
            _other_port(1433, ENGINE.starts_with("sqlserver-"), {"engine": "sqlserver-se", **CLASS}),
        ],
        rds.CLUSTER: [
            _other_port(3306, ENGINE.one_of("aurora-mysql", "mysql"), {"engine": "aurora-mysql"}, CLUSTERS),
            _other_port(
                5432, ENGINE.one_of("aurora-postgresql", "postgres"), {"engine": "aurora-postgresql"}, CLUSTERS
            ),
        ],
    },
)
