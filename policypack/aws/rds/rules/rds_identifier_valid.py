"""rds-identifier-valid: RDS identifiers and database names must be valid."""

from collections.abc import Iterator, Mapping

from policypack.aws import rds
from policypack.aws.common.faults import fault
from policypack.aws.rds.names import (
    LONGEST_SNAPSHOT_IDENTIFIER,
    NAMED_LIKE_VARIABLES,
    database_name_fault,
    identifier_fault,
)
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

CLUSTER_INSTANCES = (
    *rds.CLUSTER_INSTANCE,
    "aws:docdb/clusterInstance:ClusterInstance",
    *rds.NEPTUNE_CLUSTER_INSTANCE,
)
IDENTIFIERS: Mapping[str, str] = {
    **dict.fromkeys((*rds.INSTANCE, *CLUSTER_INSTANCES), "identifier"),
    **dict.fromkeys(rds.ALL_CLUSTERS, "clusterIdentifier"),
}
DATABASES = {rds.INSTANCE[0]: "dbName", rds.CLUSTER[0]: "databaseName"}
WITH_FINAL_SNAPSHOT = (*rds.INSTANCE, *rds.ALL_CLUSTERS)


def check(database: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The identifier, that of the final snapshot and the name of the first database are such as RDS takes."""
    yield identifies(database)
    if database.type in WITH_FINAL_SNAPSHOT:
        yield identifies_its_final_snapshot(database)
    if database.type in DATABASES:
        yield names_its_database(database)


def identifies(database: Resource) -> Verdict:
    identifier = database[IDENTIFIERS[database.type]]
    wrong = fault(identifier.as_text(), identifier_fault)
    return require(
        wrong.is_empty(),
        when=is_not(identifier.is_empty()),
        at=identifier,
        problem=f"{identifier.path} {identifier} {wrong.say(str, 'is not valid')}, so RDS rejects it.",
        fix='identifier="orders-db"' if identifier.path == "identifier" else 'cluster_identifier="orders-db"',
    )


def identifies_its_final_snapshot(database: Resource) -> Verdict:
    snapshot = database["finalSnapshotIdentifier"]
    wrong = fault(snapshot.as_text(), lambda text: identifier_fault(text, LONGEST_SNAPSHOT_IDENTIFIER))
    return require(
        wrong.is_empty(),
        when=is_not(snapshot.is_empty()),
        at=snapshot,
        problem=f"finalSnapshotIdentifier {snapshot} {wrong.say(str, 'is not valid')}: RDS rejects it when the"
        " database is deleted.",
        fix='final_snapshot_identifier="orders-db-final"',
    )


def names_its_database(database: Resource) -> Verdict:
    name = database[DATABASES[database.type]]
    wrong = fault(name.as_text(), database_name_fault)
    return require(
        wrong.is_empty(),
        when=rds.engine(database).is_in(NAMED_LIKE_VARIABLES) if not name.is_absent else name.is_set(),
        at=name,
        problem=f"{name.path} {name} {wrong.say(str, 'is not valid')}, so RDS rejects it.",
        fix='db_name="orders_db"' if name.path == "dbName" else 'database_name="orders_db"',
    )


_API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"
_IDENTIFIER = "https://github.com/aws-quickstart/quickstart-amazon-redshift/issues/12"
_LONG = "https://github.com/hashicorp/terraform/issues/3610"
_SNAPSHOT = "https://github.com/hashicorp/terraform/issues/1251"
_NAME = "https://github.com/hashicorp/terraform-provider-aws/issues/1137"
_INVALID = (
    "InvalidParameterValue: The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a"
    " letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two"
    " consecutive hyphens."
)


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = ResourceRule(
    id="rds-identifier-valid",
    summary="RDS identifiers and database names must be valid",
    rationale="""
        Identifiers of instances and clusters are letters, digits and single hyphens, also in DocumentDB and Neptune. A
        logical name with an underscore ends in the automatic identifier, too. The name of the first database is another
        thing: no hyphen in it, which is what most people meet, having used one name for both. That name is judged for
        MySQL, MariaDB and PostgreSQL, with Aurora; Oracle, SQL Server and Db2 have rules of their own.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(IDENTIFIERS),
    references=(_API, _IDENTIFIER, _LONG, _SNAPSHOT, _NAME),
    rejections=(
        _rejection("An identifier holds an underscore or another sign", _INVALID, _IDENTIFIER, "underscore", "hyphen"),
        _rejection("An identifier does not begin with a letter", _INVALID, _IDENTIFIER, "digit", "digit-inside"),
        _rejection("An identifier ends with a hyphen", _INVALID, _IDENTIFIER, "hyphen-at-end", "hyphen"),
        _rejection("An identifier has two hyphens in a row", _INVALID, _IDENTIFIER, "two-hyphens", "hyphen"),
        _rejection(
            "An identifier has more than 63 characters",
            "InvalidParameterValue: The parameter DBInstanceIdentifier is not a valid identifier because it is longer"
            " than 15 characters. (15 for SQL Server at the time; 63 today)",
            _LONG,
            "long",
            "longest",
        ),
        _rejection(
            "The identifier of the final snapshot is none",
            "InvalidParameterValue: The parameter FinalDBSnapshotIdentifier is not a valid identifier. Identifiers must"
            " begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen"
            " or contain two consecutive hyphens.",
            _SNAPSHOT,
            "snapshot",
            "hyphen",
        ),
        _rejection(
            "The name of the first database holds a hyphen or another sign, or begins with a digit",
            "InvalidParameterValue: DBName must begin with a letter and contain only alphanumeric characters.",
            _NAME,
            "name",
            "hyphen",
        ),
    ),
    check=check,
)
