"""keyspaces-table-valid: Tables of Keyspaces must have the capacity of their mode, and keys that are columns."""

from policypack.aws.keyspaces import TABLE
from policypack.constraint import Constraint, Inputs, argument, fits
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/keyspaces/latest/APIReference"
CREATE = f"{API}/API_CreateTable.html"
COLUMNS: list[Inputs] = [{"name": "id", "type": "int"}, {"name": "at", "type": "timestamp"}]
UNITS = ("readCapacityUnits", "writeCapacityUnits")

mode, columns = argument("capacitySpecification.throughputMode"), argument("schemaDefinition.columns")


def column_error(keys: Plain, defined: Plain) -> str | None:
    """Each key is the name of a column."""
    names = [one.get("name") for one in defined if isinstance(one, dict)] if isinstance(defined, list) else []
    wanted = [one.get("name") for one in keys if isinstance(one, dict)] if isinstance(keys, list) else []
    missing = next((name for name in wanted if isinstance(name, str) and name not in names), None)
    return None if missing is None else f'no column is named "{missing}"'


def with_schema(**more: Plain) -> Inputs:
    """A table of two columns with these keys."""
    return {"schemaDefinition": {"columns": COLUMNS, "partitionKeys": [{"name": "id"}], **more}}


def are_columns(kind: str, example: Inputs) -> Constraint:
    """The keys are columns."""
    keys = argument(f"schemaDefinition.{kind}")
    return Constraint(
        demand=fits(
            keys,
            "names of columns",
            column_error,
            lambda table: keys.of(table).complete(),
            lambda table: columns.of(table).complete(),
        ),
        when=keys.is_given().unsaid() & columns.is_given().unsaid(),
        error=f"ValidationException: {kind}: The {kind} must be among the columns of the table.",
        source=f"{API}/API_SchemaDefinition.html",
        fix=fix(Set(keys.path, Blank("keys that columns has"))),
        invalid=with_schema(**{kind: [{**example, "name": "customer"}]}),
        valid=with_schema(**{kind: [example]}),
        condition=f"a key in {kind} is no column",
    )


RULE = constraints_rule(
    id="keyspaces-table-valid",
    service="Keyspaces",
    summary="Tables of Keyspaces must have the capacity of their mode",
    rationale="""
        A table with the throughput mode PROVISIONED says how many units it can read and write in a second. The others
        are paid by the request. Keys are the names of columns.
    """,
    since="0.2.0",
    references=(CREATE,),
    constraints={
        TABLE: (
            *(
                Constraint(
                    demand=argument(f"capacitySpecification.{name}").at_least(1),
                    when=mode.equals("PROVISIONED"),
                    error="ValidationException: 'PROVISIONED' throughput mode requires 'read_capacity_units' and"
                    " 'write_capacity_units' to be set using 'capacity_mode' option",
                    source="https://github.com/crossplane-contrib/provider-upjet-aws/issues/1303",
                    fix=fix(Set(f"capacitySpecification.{name}", Blank("units a second"))),
                    invalid={"capacitySpecification": {"throughputMode": "PROVISIONED", other: 10}},
                    valid={"capacitySpecification": {"throughputMode": "PROVISIONED", name: 10, other: 10}},
                )
                for name, other in (UNITS, UNITS[::-1])
            ),
            are_columns("partitionKeys", {"name": "id"}),
            are_columns("clusteringKeys", {"name": "at", "orderBy": "ASC"}),
        )
    },
    base={TABLE[0]: {"keyspaceName": "shop", "tableName": "orders", **with_schema()}},
)
