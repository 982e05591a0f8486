"""dynamodb-table-valid: DynamoDB names, attributes, keys and indexes must be valid."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policypack.aws import dynamodb
from policypack.check import Resource, Value, Verdict, all_of, any_of, is_not, require, together
from policypack.constraint import Constraint, Inputs, argument, few, fits, form, joined, needs, one_of
from policypack.fix import Add, Blank, Remove, Set, fix, note
from policypack.model.conditions import any_condition, shown
from policypack.model.values import Plain
from policypack.rule import Context, Rejection, constraints_rule

CREATE = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html"
PROJECTION = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html"
NAMES = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html"
QUOTAS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/dynamodb"
INVALID = "ValidationException: One or more parameter values were invalid:"

hash_key, range_key, local_indexes = argument("hashKey"), argument("rangeKey"), argument("localSecondaryIndexes")
billing, read, write = argument("billingMode"), argument("readCapacity"), argument("writeCapacity")
restored = any_condition(argument(source).is_set() for source in dynamodb.MADE_FROM).called(
    "the table is restored", "", fails="the table is not restored"
)
provisioned = (~billing.is_set() | billing.equals("PROVISIONED")).called("billingMode is not set or PROVISIONED", "")
RANGE = {"attributes": [{"name": "id", "type": "S"}, {"name": "at", "type": "S"}], "rangeKey": "at"}


def local(count: int) -> list[dict[str, str]]:
    """So many local secondary indexes."""
    return [{"name": f"local-{n}", "rangeKey": "at", "projectionType": "KEYS_ONLY"} for n in range(count)]


INDEX: Inputs = {"name": "by-id", "hashKey": "id", "projectionType": "ALL"}
OWN_INDEX: Inputs = {"name": "local", "rangeKey": "at", "projectionType": "ALL"}
GIVEN: Inputs = {"billingMode": "PROVISIONED", "readCapacity": 1, "writeCapacity": 1}
MOST_PROJECTED, MOST_PROJECTED_IN_ALL = 20, 100
PROJECTIONS = ("ALL", "INCLUDE", "KEYS_ONLY")


def projected_error(*lists: Plain) -> str | None:
    """The indexes have more attributes besides their keys than those of a table may have."""
    indexes = [one for listed in lists if isinstance(listed, list) for one in listed if isinstance(one, dict)]
    projected = [one["nonKeyAttributes"] for one in indexes if isinstance(one.get("nonKeyAttributes"), list)]
    count = sum(map(len, projected))
    return f"they project {count}" if count > MOST_PROJECTED_IN_ALL else None


def projecting(index: Inputs, count: int) -> Inputs:
    """The index with so many attributes besides its keys."""
    return {**index, "projectionType": "INCLUDE", "nonKeyAttributes": [f"attribute-{n}" for n in range(count)]}


ROWS = (
    form(
        "name",
        dynamodb.NAME,
        "3 to 255 letters, digits, hyphens, underscores and periods",
        invalid=("ab", "a" * 256, "all orders"),
        valid=("orders", "abc", "a" * 255),
        correct=joined("A-Za-z0-9_.-", 255),
        error="ValidationException: TableName must be at least 3 characters long and at most 255 characters long",
        source=NAMES,
    ),
    Constraint(
        demand=fits(
            range_key,
            "another attribute than hashKey",
            lambda own, other: "it is hashKey, too" if own == other else None,
            range_key.of,
            hash_key.of,
        ),
        when=range_key.is_set() & ~restored,
        error="ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name",
        source=CREATE,
        fix=fix(Remove("rangeKey"), otherwise=Set("rangeKey", Blank("another attribute"))),
        invalid={"rangeKey": "id"},
        valid=RANGE,
    ),
    Constraint(
        demand=local_indexes.has_at_most(dynamodb.MOST_LOCAL_INDEXES),
        error=f"{INVALID} Number of LocalSecondaryIndexes exceeds per-table limit of {dynamodb.MOST_LOCAL_INDEXES}",
        source=QUOTAS,
        fix=note(f"keep {dynamodb.MOST_LOCAL_INDEXES} local secondary indexes; make the others globalSecondaryIndexes"),
        invalid={**RANGE, "localSecondaryIndexes": local(dynamodb.MOST_LOCAL_INDEXES + 1)},
        valid={**RANGE, "localSecondaryIndexes": local(dynamodb.MOST_LOCAL_INDEXES)},
    ),
    Constraint(
        demand=range_key.is_set(),
        when=local_indexes.is_given(),
        error=f"{INVALID} Table KeySchema does not have a range key, which is required when specifying a"
        " LocalSecondaryIndex",
        source=CREATE,
        fix=fix(Set("rangeKey", Blank("one of attributes"))),
        invalid={**RANGE, "rangeKey": None, "localSecondaryIndexes": local(1)},
        valid={**RANGE, "localSecondaryIndexes": local(1)},
    ),
    Constraint(
        demand=read.at_least(1) & write.at_least(1),
        when=provisioned & ~restored & ~argument("importTable").is_set(),
        at="billingMode",
        error=f"{INVALID} ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
        " PROVISIONED",
        source=CREATE,
        fix=fix(
            Set("billingMode", "PAY_PER_REQUEST"),
            otherwise=(Set("readCapacity", Blank("reads a second")), Set("writeCapacity", Blank("writes a second"))),
        ),
        invalid=(
            {"billingMode": None},
            {"billingMode": "PROVISIONED", "readCapacity": 1},
            {"billingMode": "PROVISIONED", "readCapacity": 0, "writeCapacity": 1},
        ),
        valid={"billingMode": "PROVISIONED", "readCapacity": 1, "writeCapacity": 1},
    ),
    *(
        Constraint(
            demand=argument(path).at_least(least),
            when=argument(path).at_least(1).unsaid(),
            error=f"{path}: Minimum value of {least} (default).",
            source="https://www.pulumi.com/registry/packages/aws/api-docs/dynamodb/table/",
            fix=fix(Set(path, least)),
            invalid={path: least - 1},
            valid={path: least},
        )
        for path, least in (
            ("warmThroughput.readUnitsPerSecond", 12_000),
            ("warmThroughput.writeUnitsPerSecond", 4000),
        )
    ),
    Constraint(
        demand=fits(
            argument("globalSecondaryIndexes"),
            f"indexes that project {MOST_PROJECTED_IN_ALL} attributes at most",
            projected_error,
            lambda table: argument("globalSecondaryIndexes").of(table).complete(),
            lambda table: local_indexes.of(table).complete(),
        ),
        when=argument("globalSecondaryIndexes").is_given().unsaid() | local_indexes.is_given().unsaid(),
        error=f"{INVALID} Number of projected attributes in all indexes exceeds limit of {MOST_PROJECTED_IN_ALL},"
        " number of projected attributes:101",
        source=f"{TRIED}/pf-dynamodb-projection-nonkey-total/meta.yaml",
        fix=note("fewer nonKeyAttributes, or the projectionType ALL"),
        invalid={"globalSecondaryIndexes": [projecting({**INDEX, "name": f"by-{n}"}, 17) for n in range(6)]},
        valid={"globalSecondaryIndexes": [projecting({**INDEX, "name": f"by-{n}"}, 20) for n in range(5)]},
        condition=f"the indexes of a table have more than {MOST_PROJECTED_IN_ALL} nonKeyAttributes in all",
    ),
    needs(
        {"ttl.enabled": True},
        "ttl.attributeName",
        "expires",
        blank="the attribute that has the time of expiry",
        error="ValidationException: AttributeName property of TimeToLiveSpecification is required when TTL status is"
        " enabled or when enabling TTL.",
        source=f"{TRIED}/pf-dynamodb-ttl-attribute-required/meta.yaml",
    ),
    Constraint(
        demand=argument("readCapacity").at_least(1) & argument("writeCapacity").at_least(1),
        given=provisioned & ~restored & ~argument("importTable").is_set(),
        error="ProvisionedThroughput of an index: ReadCapacityUnits and WriteCapacityUnits: Minimum value of 1.",
        source="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ProvisionedThroughput.html",
        fix=fix(Set("readCapacity", Blank("reads a second")), Set("writeCapacity", Blank("writes a second"))),
        each="globalSecondaryIndexes[]",
        invalid=({**GIVEN, "globalSecondaryIndexes": [INDEX]},),
        valid=(
            {**GIVEN, "globalSecondaryIndexes": [{**INDEX, "readCapacity": 1, "writeCapacity": 1}]},
            {"globalSecondaryIndexes": [INDEX]},
        ),
        condition="a global index of a provisioned table has no readCapacity or writeCapacity",
    ),
    *(
        replace(
            few(
                "nonKeyAttributes",
                MOST_PROJECTED,
                item="attribute-",
                error="NonKeyAttributes: Array Members: Minimum number of 1 item. Maximum number of 20 items.",
                source=PROJECTION,
            ),
            each=f"{kind}[]",
            invalid={**RANGE, kind: [projecting(index, MOST_PROJECTED + 1)]},
            valid={**RANGE, kind: [projecting(index, MOST_PROJECTED)]},
        )
        for kind, index in (("globalSecondaryIndexes", INDEX), ("localSecondaryIndexes", OWN_INDEX))
    ),
    *(
        replace(
            one_of(
                "projectionType",
                *PROJECTIONS,
                but_not="HASH",
                error="ValidationException: 1 validation error detected: Value 'HASH' at"
                f" '{kind}.1.member.projection.projectionType' failed to satisfy constraint: Member must satisfy enum"
                " value set: [ALL, INCLUDE, KEYS_ONLY]",
                source="https://github.com/hashicorp/terraform-provider-aws/pull/6364",
            ),
            each=f"{kind}[]",
            invalid={**RANGE, kind: [{**index, "projectionType": "HASH"}]},
            valid={**RANGE, kind: [{**index, "projectionType": "KEYS_ONLY"}]},
        )
        for kind, index in (("globalSecondaryIndexes", INDEX), ("localSecondaryIndexes", OWN_INDEX))
    ),
)


def rejection(condition: str, error: str, invalid: str, valid: str, source: str = CREATE) -> Rejection:
    """A rejection by DynamoDB."""
    return Rejection(
        service="DynamoDB", condition=condition, error=f"{INVALID} {error}", source=source, invalid=invalid, valid=valid
    )


UNUSED = rejection(
    "Attributes define one that no key uses",
    "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    "unused",
    "schema",
)
UNDEFINED = rejection(
    "A key of a table or an index uses an attribute that is not defined",
    "Some index key attributes are not defined in AttributeDefinitions. Keys: [customer], AttributeDefinitions: [id]",
    "undefined",
    "schema",
)
SAME_NAME = rejection(
    "Two indexes of a table have the same name", "Duplicate index name: by-customer", "same-name", "include"
)
NOT_INCLUDED = rejection(
    "An index has nonKeyAttributes and its projectionType is not INCLUDE",
    "ProjectionType is ALL, but NonKeyAttributes is specified",
    "all",
    "include",
    PROJECTION,
)
NO_ATTRIBUTES = rejection(
    "An index has the projectionType INCLUDE and no nonKeyAttributes",
    "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
    "nothing",
    "include",
    PROJECTION,
)


def check(table: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Attributes and keys agree, and each index has a name of its own and a valid projection."""
    yield from keys_are_defined(table)
    indexes = dynamodb.indexes(table)
    names = [index["name"].as_text() for index in indexes]
    repeated = next((b for n, b in enumerate(indexes) if any(same(names[n], one) for one in names[:n])), None)
    yield require(
        together(lambda *known: len(set(known)) == len(known), *names),
        at="globalSecondaryIndexes",
        problem="Two indexes of the table have the same name.",
        fix=fix(Set(f"{'' if repeated is None else repeated.path}.name", Blank("a name that no other index has"))),
        rejects=SAME_NAME,
    )
    for index in indexes:
        yield from projection_is_valid(index)


def keys_are_defined(table: Resource) -> Iterator[Verdict]:
    """Attributes define those that keys use, and no others."""
    given = all_of(*(is_not(table[source].is_set()) for source in dynamodb.MADE_FROM), table["attributes"].is_set())
    undefined, unused = dynamodb.undefined_keys(table), dynamodb.unused_attributes(table)
    yield require(
        undefined.is_empty(),
        when=given,
        at="attributes",
        problem=f"Keys use {undefined.say(quoted_names, 'an attribute')}, which attributes does not define.",
        fix=undefined.say(
            lambda names: fix(*(Add("attributes", {"name": name, "type": Blank("S, N or B")}) for name in names)),
            note("define the attributes of all keys"),
        ),
        rejects=UNDEFINED,
    )
    yield require(
        unused.is_empty(),
        when=given,
        at="attributes",
        problem=f"attributes defines {unused.say(names_of, 'an attribute')}, which no key uses: DynamoDB defines only"
        " attributes of keys.",
        fix=unused.say(
            lambda found: fix(*(Remove(f"attributes[{place}]") for place, _ in reversed(found))),
            note("define only the attributes of keys"),
        ),
        rejects=UNUSED,
    )


def names_of(found: list[tuple[int, str]]) -> str:
    return quoted_names(name for _, name in found)


def quoted_names(names: Iterable[str]) -> str:
    return ", ".join(map(shown, names))


def same(one: Value, other: Value) -> bool:
    """Both names are known, and equal."""
    return together(lambda own, second: own == second, one, other).truth is True


def projection_is_valid(index: Value) -> Iterator[Verdict]:
    """An index has nonKeyAttributes if and only if its projection is INCLUDE."""
    projection, attributes = index["projectionType"], index["nonKeyAttributes"]
    at = index.path.partition("[")[0]
    included, named = projection.equals("INCLUDE"), is_not(attributes.is_empty())
    yield require(
        any_of(included, is_not(named)),
        when=projection.is_set(),
        at=at,
        problem=f"The index {index['name']} has the projectionType {projection} and nonKeyAttributes {attributes}; only"
        " INCLUDE allows nonKeyAttributes.",
        fix=fix(Set(f"{index.path}.projectionType", "INCLUDE"), otherwise=Remove(f"{index.path}.nonKeyAttributes")),
        rejects=NOT_INCLUDED,
    )
    yield require(
        any_of(is_not(included), named),
        when=projection.is_set(),
        at=at,
        problem=f"The index {index['name']} has the projectionType INCLUDE, which requires nonKeyAttributes.",
        fix=fix(
            Set(f"{index.path}.projectionType", "ALL"),
            otherwise=Set(f"{index.path}.nonKeyAttributes", [Blank("an attribute to copy into the index")]),
        ),
        rejects=NO_ATTRIBUTES,
    )


RULE = constraints_rule(
    id="dynamodb-table-valid",
    service="DynamoDB",
    summary="DynamoDB names, attributes, keys and indexes must be valid",
    rationale="""
        DynamoDB defines attributes only for keys: it rejects an attribute that no key uses as well as a key that
        attributes does not define. A local index needs the table's range key, and an index names attributes only with
        the projection INCLUDE. A table without a billing mode is a provisioned one and needs capacity. A restored table
        gets keys and capacity from its source, so the rule does not check them.
    """,
    since="0.1.0",
    constraints={dynamodb.TABLE: ROWS},
    base={
        dynamodb.TABLE[0]: {
            "attributes": [{"name": "id", "type": "S"}],
            "hashKey": "id",
            "billingMode": "PAY_PER_REQUEST",
        }
    },
    check=check,
    rejections=(UNUSED, UNDEFINED, SAME_NAME, NOT_INCLUDED, NO_ATTRIBUTES),
)
