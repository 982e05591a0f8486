"""rds-identifier-valid: RDS identifiers and database names must be valid."""

import re

from policypack.aws import rds
from policypack.constraint import Constraint, argument, form, length, of_text
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"
INSTANCE = "https://github.com/aws-quickstart/quickstart-amazon-redshift/issues/12"
CLUSTER = "https://github.com/anomalyco/sst/issues/1702"
LONG = "https://github.com/hashicorp/terraform/issues/3610"
SNAPSHOT = "https://github.com/hashicorp/terraform/issues/1251"
NAME = "https://github.com/hashicorp/terraform-provider-aws/issues/1137"
LONGEST, LONGEST_SNAPSHOT = 63, 255
RULES = "must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two"
ENGINES = r"(?i:mysql|mariadb|postgres|aurora-mysql|aurora-postgresql)"
"""The engines whose database names are letters, digits and underscores."""


def error_of(parameter: str, start: str = "begin with a letter") -> str:
    """RDS's error on an identifier."""
    return (
        f"InvalidParameterValue: The parameter {parameter} is not a valid identifier. Identifiers must {start}; {RULES}"
        " consecutive hyphens."
    )


def identifier(text: str) -> str:
    """The text as an identifier: single hyphens for all other characters, and none before the first letter."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).lstrip("-0123456789").rstrip("-")


def database_name(text: str) -> str:
    """The text as the name of a database: underscores for all other characters, and no digit at the start."""
    return re.sub(r"[^A-Za-z0-9]+", "_", text).lstrip("_0123456789")


def identifier_rows(path: str, error: str, source: str) -> tuple[Constraint, ...]:
    """What RDS requires of the identifier of a database; capital letters become small ones."""
    own = argument(path)
    demands = (
        (own.lacks(r"[^A-Za-z0-9-]", "other characters than letters, digits and hyphens"), "orders_db", "orders-db"),
        (own.lacks(r"\A[^A-Za-z]", "a first character other than a letter"), "1-orders", "o1-2"),
        (own.lacks(r"-\Z", "a hyphen at the end"), "orders-", "Orders-1"),
        (own.lacks("--", "two hyphens in a row"), "orders--db", "orders-d-b"),
    )
    return (
        *(
            Constraint(
                demand=demand,
                when=own.is_given().unsaid(),
                error=error,
                source=source,
                fix=fix(Set(path, Blank("letters, digits and single hyphens, the first a letter"))),
                correct=of_text(identifier),
                invalid={path: invalid},
                valid={path: valid},
            )
            for demand, invalid, valid in demands
        ),
        length(
            path,
            LONGEST,
            error=f"InvalidParameterValue: The parameter {error.split()[3]} is not a valid identifier because it is"
            " longer than 15 characters. (15 for SQL Server at the time; 63 today)",
            source=LONG,
        ),
    )


def database_name_row(path: str) -> Constraint:
    """The name of the first database. Aurora PostgreSQL accepts an underscore at the start; the others may."""
    return form(
        path,
        "[A-Za-z_][A-Za-z0-9_]*",
        "letters, digits and underscores that start with no digit",
        invalid=("orders-db", "2orders"),
        valid=("orders_db", "_orders"),
        correct=of_text(database_name),
        error="InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric characters.",
        source=NAME,
    ).also_when(argument("engine").matches(ENGINES, "MySQL, MariaDB or PostgreSQL"))


final_snapshot = argument("finalSnapshotIdentifier")
SNAPSHOT_ROW = Constraint(
    demand=final_snapshot.matches(
        rf"(?=.{{1,{LONGEST_SNAPSHOT}}}\Z)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*",
        f"up to {LONGEST_SNAPSHOT} letters, digits and single hyphens, from a letter to no hyphen",
    ),
    when=final_snapshot.is_given().unsaid(),
    error=error_of("FinalDBSnapshotIdentifier"),
    source=SNAPSHOT,
    fix=fix(Set("finalSnapshotIdentifier", Blank("letters, digits and single hyphens, the first a letter"))),
    correct=of_text(lambda text: identifier(text)[:LONGEST_SNAPSHOT].rstrip("-")),
    invalid=tuple(
        {"finalSnapshotIdentifier": one} for one in ("orders_final", "1-final", "final-", "orders--final", "a" * 256)
    ),
    valid=tuple({"finalSnapshotIdentifier": one} for one in ("orders-db-final", "a" * 255)),
)

RULE = constraints_rule(
    id="rds-identifier-valid",
    service="RDS",
    summary="RDS identifiers and database names must be valid",
    rationale="""
        Identifiers of instances and clusters are letters, digits and single hyphens, in DocumentDB and Neptune, too. An
        underscore of the logical name becomes part of the automatic identifier. The name of the first database has
        other rules: it cannot have a hyphen, so one name cannot be used for both. The rule checks that name for MySQL,
        MariaDB and PostgreSQL, with Aurora; Oracle, SQL Server and Db2 have rules of their own.
    """,
    since="0.1.0",
    references=(API,),
    constraints={
        (*rds.INSTANCE, *rds.ALL_CLUSTER_INSTANCES): identifier_rows(
            "identifier", error_of("DBInstanceIdentifier"), INSTANCE
        ),
        rds.ALL_CLUSTERS: identifier_rows(
            "clusterIdentifier", error_of("DBClusterIdentifier", "either be an ARN or begin with a letter"), CLUSTER
        ),
        (*rds.INSTANCE, *rds.ALL_CLUSTERS): (SNAPSHOT_ROW,),
        rds.INSTANCE: (database_name_row("dbName"),),
        rds.CLUSTER: (database_name_row("databaseName"),),
    },
    base=rds.WITNESSES,
)
