"""dynamodb-table-valid: DynamoDB names, attributes, keys and indexes must be valid."""

from collections.abc import Iterator

from policypack.aws import dynamodb
from policypack.aws.common.faults import complete
from policypack.check import Resource, Value, Verdict, all_of, any_of, combined, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(table: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name is of DynamoDB's form, attributes and keys are the same, and indexes fit the table."""
    yield require(
        table["name"].matches(dynamodb.NAME),
        when=is_not(table["name"].is_empty()),
        at="name",
        problem=f"The table's name is {table['name']}; DynamoDB takes 3 to 255 letters, digits, hyphens, underscores"
        " and periods.",
        fix='name="orders"',
    )
    yield from keys_fit(table)
    yield from local_indexes_fit(table)
    yield require(
        together(
            lambda *names: len(set(names)) == len(names),
            *(index["name"].as_text() for index in dynamodb.indexes(table)),
        ),
        at="globalSecondaryIndexes",
        problem="Two indexes of the table have the same name, which DynamoDB refuses: Duplicate index name.",
        fix='"name": "by-customer"  # another for each index',
    )
    for index in dynamodb.indexes(table):
        yield projection_fits(index)
    yield capacity(table)


def keys_fit(table: Resource) -> Iterator[Verdict]:
    """Attributes are defined just for keys, and a key's two parts differ."""
    own = is_not(dynamodb.is_copy(table))
    parts = ("attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "localSecondaryIndexes")
    wrong = combined(dynamodb.keys_fault, *(complete(table[part]) for part in parts))
    yield require(
        wrong.is_empty(),
        when=all_of(own, table["attributes"].is_set()),
        at="attributes",
        problem=f"The {wrong.say(str, 'attributes and keys differ')}, which DynamoDB refuses: it knows attributes only"
        " as parts of keys.",
        fix='attributes=[{"name": "id", "type": "S"}]  # the attributes of hash_key, range_key and indexes, no others',
    )
    yield require(
        together(lambda hash_key, range_key: hash_key != range_key, table["hashKey"], table["rangeKey"]),
        when=all_of(own, table["rangeKey"].is_set()),
        at="rangeKey",
        problem=f"rangeKey is {table['rangeKey']}, and so is hashKey, which DynamoDB refuses: Both the Hash Key and the"
        " Range Key element in the KeySchema have the same name.",
        fix='range_key="created_at"  # or none',
    )


def local_indexes_fit(table: Resource) -> Iterator[Verdict]:
    """There are five at most, and the table has a range key."""
    indexes = table["localSecondaryIndexes"]
    yield require(
        is_not(indexes.count().at_least(dynamodb.MOST_LOCAL_INDEXES + 1)),
        at=indexes,
        problem=f"The table has {indexes.count()} local secondary indexes: Number of LocalSecondaryIndexes exceeds"
        f" per-table limit of {dynamodb.MOST_LOCAL_INDEXES}.",
        fix="global_secondary_indexes=[...]  # for what goes beyond",
    )
    yield require(
        table["rangeKey"].is_set(),
        when=indexes.count().at_least(1),
        at="rangeKey",
        problem="The table has local secondary indexes and no range key, which DynamoDB refuses: Table KeySchema does"
        " not have a range key, which is required when specifying a LocalSecondaryIndex.",
        fix='range_key="created_at"  # or global_secondary_indexes instead',
    )


def projection_fits(index: Value) -> Verdict:
    """Attributes are named just where the projection is INCLUDE."""
    projection, attributes = index["projectionType"], index["nonKeyAttributes"]
    included = projection.equals("INCLUDE")
    named = is_not(attributes.is_empty())
    return require(
        any_of(all_of(included, named), all_of(is_not(included), is_not(named))),
        when=projection.is_set(),
        at="globalSecondaryIndexes" if "global" in index.path else "localSecondaryIndexes",
        problem=f"The index {index['name']} has projectionType {projection} and nonKeyAttributes {attributes}, which"
        " DynamoDB refuses: attributes are named for INCLUDE, and only for it.",
        fix='"projection_type": "INCLUDE", "non_key_attributes": ["status"]  # or "ALL" without attributes',
    )


def capacity(table: Resource) -> Verdict:
    """A provisioned table says how much; PROVISIONED is what a table is that does not say its billing mode."""
    return require(
        all_of(table["readCapacity"].at_least(1), table["writeCapacity"].at_least(1)),
        when=all_of(
            table["billingMode"].or_default("PROVISIONED").equals("PROVISIONED"),
            is_not(dynamodb.is_copy(table)),
            is_not(table["importTable"].is_set()),
        ),
        at="billingMode",
        problem=f"billingMode is {table['billingMode']}, which is PROVISIONED, readCapacity is {table['readCapacity']}"
        f" and writeCapacity {table['writeCapacity']}; DynamoDB wants 1 at least of both.",
        fix='billing_mode="PAY_PER_REQUEST"  # or read_capacity=5, write_capacity=5',
    )


_CREATE = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html"
_INDEX = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html"
_NAMES = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html"


def _rejection(condition: str, error: str, refused: str, accepted: str, source: str = _CREATE) -> Rejection:
    return Rejection(
        service="DynamoDB",
        condition=condition,
        error=f"ValidationException: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


_INVALID = "One or more parameter values were invalid:"

RULE = ResourceRule(
    id="dynamodb-table-valid",
    summary="DynamoDB names, attributes, keys and indexes must be valid",
    rationale="""
        DynamoDB defines attributes only for keys: one that no key uses is refused as much as a key that no attribute
        defines. A local index needs the table's range key, and an index names attributes just where its projection is
        INCLUDE. A table that does not say its billing mode is a provisioned one and needs capacity. A table that is
        restored brings its keys and capacity along and is not judged by them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=dynamodb.TABLE,
    references=(_CREATE, _INDEX, _NAMES),
    rejections=(
        _rejection(
            "A table's name has fewer than 3 characters, more than 255, or others than letters, digits, -, _ and .",
            "TableName must be at least 3 characters long and at most 255 characters long",
            "short",
            "shortest",
            _NAMES,
        ),
        _rejection(
            "A table's attributes define one that no key uses",
            f"{_INVALID} Number of attributes in KeySchema does not exactly match number of attributes defined in"
            " AttributeDefinitions",
            "unused",
            "indexed",
        ),
        _rejection(
            "A key of a table or an index uses an attribute that is not defined",
            f"{_INVALID} Some index key attributes are not defined in AttributeDefinitions. Keys: [customer],"
            " AttributeDefinitions: [id]",
            "undefined",
            "indexed",
        ),
        _rejection(
            "A table's hash key and range key are the same attribute",
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
            "same-keys",
            "indexed",
        ),
        _rejection(
            "A table has a local secondary index and no range key",
            f"{_INVALID} Table KeySchema does not have a range key, which is required when specifying a"
            " LocalSecondaryIndex",
            "no-range",
            "indexed",
        ),
        _rejection(
            "A table has more than 5 local secondary indexes",
            f"{_INVALID} Number of LocalSecondaryIndexes exceeds per-table limit of 5",
            "six-local",
            "indexed",
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
        ),
        _rejection(
            "Two indexes of a table have the same name",
            f"{_INVALID} Duplicate index name: by-customer",
            "same-name",
            "indexed",
        ),
        _rejection(
            "An index names attributes and its projection is not INCLUDE",
            f"{_INVALID} ProjectionType is ALL, but NonKeyAttributes is specified",
            "all",
            "include",
            _INDEX,
        ),
        _rejection(
            "An index's projection is INCLUDE and it names no attributes",
            f"{_INVALID} ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            "nothing",
            "include",
            _INDEX,
        ),
        _rejection(
            "A provisioned table, which is one that does not say its billing mode, has no read or write capacity",
            f"{_INVALID} ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
            " PROVISIONED",
            "no-capacity",
            "provisioned",
        ),
    ),
    check=check,
)
