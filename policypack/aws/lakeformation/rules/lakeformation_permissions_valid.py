"""lakeformation-permissions-valid: Permissions of Lake Formation must be of the kind of resource they are given on."""

from collections.abc import Callable

from policypack.aws.lakeformation import PERMISSIONS
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fits, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

REFERENCE = "https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html"
TABLE_RESOURCE = "https://docs.aws.amazon.com/lake-formation/latest/APIReference/API_TableResource.html"
OF_CATALOG = ("CREATE_CATALOG", "CREATE_DATABASE", "CREATE_LF_TAG", "CREATE_LF_TAG_EXPRESSION")
OF_DATA = ("DELETE", "INSERT", "SELECT")
LOCATION = "DATA_LOCATION_ACCESS"
NEVER: dict[str, tuple[str, ...]] = {
    "database": (*OF_CATALOG, *OF_DATA, LOCATION),
    "table": (*OF_CATALOG, "CREATE_TABLE", LOCATION),
    "tableWithColumns": (*OF_CATALOG, "CREATE_TABLE", LOCATION),
    "dataCellsFilter": (*OF_CATALOG, "CREATE_TABLE", "INSERT", LOCATION),
    "lfTag": (*OF_CATALOG, "CREATE_TABLE", *OF_DATA, LOCATION),
}
"""By kind of resource: permissions that it does not have."""
ON: dict[str, Inputs] = {
    "database": {"database": {"name": "orders"}},
    "table": {"table": {"databaseName": "orders", "wildcard": True}},
    "tableWithColumns": {"tableWithColumns": {"databaseName": "orders", "name": "orders", "columnNames": ["id"]}},
    "dataCellsFilter": {
        "dataCellsFilter": {
            "databaseName": "orders",
            "name": "eu",
            "tableCatalogId": "123456789012",
            "tableName": "orders",
        }
    },
    "lfTag": {"lfTag": {"key": "team", "values": ["orders"]}},
}
FINE = {"lfTag": "DESCRIBE", "database": "DROP"}
"""A permission that the kind has, where it is not SELECT."""
TO_LOCATION: Inputs = {"dataLocation": {"arn": "arn:aws:s3:::orders"}}

permissions, grants = argument("permissions"), argument("permissionsWithGrantOptions")


def not_among(kind: str) -> Callable[[Plain], str | None]:
    """Says which permission a kind of resource does not have."""

    def find(listed: Plain) -> str | None:
        wrong = [one for one in listed if one in NEVER[kind]] if isinstance(listed, list) else []
        return f"{wrong[0]} is not of a {kind}" if wrong else None

    return find


def other_than_location(listed: Plain) -> str | None:
    """A permission on a location that is not the access to it."""
    wrong = [one for one in listed if one != LOCATION] if isinstance(listed, list) else []
    return f"{wrong[0]} is not {LOCATION}, the permission on a location" if wrong else None


RULE = constraints_rule(
    id="lakeformation-permissions-valid",
    service="Lake Formation",
    summary="Permissions of Lake Formation must be of the kind of their resource",
    rationale="""
        A database has permissions to alter it and to make tables, a table those on its rows, and a location one alone:
        the access to it. A table is named, or all tables of its database are meant.
    """,
    since="0.2.0",
    constraints={
        PERMISSIONS: (
            *(
                Constraint(
                    demand=fits(own, f"permissions on a {kind}", not_among(kind), own.whole),
                    when=argument(kind).is_given() & own.is_given().unsaid(),
                    error="InvalidInputException: Permissions modification is invalid.",
                    source="https://github.com/hashicorp/terraform-provider-aws/issues/19914",
                    fix=fix(Set(own.path, [Blank(f"a permission on a {kind}")])),
                    invalid={**ON[kind], "permissions": [FINE.get(kind, "SELECT")], own.path: [NEVER[kind][1], "DROP"]},
                    valid={**ON[kind], "permissions": [FINE.get(kind, "SELECT")], own.path: [FINE.get(kind, "SELECT")]},
                )
                for kind in NEVER
                for own in (permissions, grants)
            ),
            *(
                Constraint(
                    demand=fits(own, LOCATION, other_than_location, own.whole),
                    when=argument("dataLocation").is_given() & own.is_given().unsaid(),
                    error="InvalidInputException: Permissions modification is invalid.",
                    source="https://github.com/hashicorp/terraform-provider-aws/issues/17222",
                    fix=fix(Set(own.path, [LOCATION])),
                    invalid={**TO_LOCATION, "permissions": [LOCATION], own.path: ["ALL"]},
                    valid={**TO_LOCATION, "permissions": [LOCATION], own.path: [LOCATION]},
                )
                for own in (permissions, grants)
            ),
            Constraint(
                demand=argument("table.name").is_present() | argument("table.wildcard").is_true(),
                when=argument("table").is_given(),
                at="table.name",
                error="InvalidInputException: Table name and table wildcard cannot both be empty.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/41916",
                fix=fix(Set("table.wildcard", True)),
                invalid={"table": {"databaseName": "orders"}, "permissions": ["SELECT"]},
                valid=(
                    {"table": {"databaseName": "orders", "name": "orders"}, "permissions": ["SELECT"]},
                    {**ON["table"], "permissions": ["SELECT"]},
                ),
                condition="a table has neither a name nor a wildcard",
            ),
        )
    },
    base={PERMISSIONS[0]: {"principal": "arn:aws:iam::123456789012:role/orders"}},
    references=(REFERENCE, TABLE_RESOURCE),
)
