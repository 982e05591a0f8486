"""dynamodb-capacity: Tables must scale with their load."""

from policypack.aws.appautoscaling import TARGET
from policypack.aws.dynamodb import MADE_FROM, TABLE
from policypack.check import FALSE, Fact, Resource, Stack, Verdict, all_facts, all_of, any_fact, any_of, is_not, require
from policypack.fix import Fix, Remove, Set, fix
from policypack.model.alike import Alike
from policypack.rule import StackContext, StackRule

DIMENSIONS = {
    "readCapacity": "dynamodb:table:ReadCapacityUnits",
    "writeCapacity": "dynamodb:table:WriteCapacityUnits",
}


def check(table: Resource, context: StackContext[None]) -> Verdict:
    """The table is paid for by request, or its reads and its writes are targets of auto scaling."""
    mode = table["billingMode"]
    scaled = all_facts(scales(table, dimension, context.stack) for dimension in DIMENSIONS.values())
    return require(
        any_of(mode.equals("PAY_PER_REQUEST"), scaled, left_to_source(table)),
        at=mode,
        problem=f"billingMode is {mode}, and no auto scaling is set up for both reads and writes: load beyond the"
        " capacity is throttled, and capacity beyond the load is paid for.",
        fix=by_request(table),
    )


def scales(table: Resource, dimension: str, stack: Stack) -> Fact:
    """A target of auto scaling names the table, by its output or by its name in the text, and has this dimension."""
    linked = stack.linked(TARGET, to=table, by="resourceId", names=("name",)).links
    wanted = table["name"].as_text().map(lambda name: f"table/{name}")
    named = stack.derived(_targets_by_id).like(wanted) if wanted.is_known else ()
    return any_of(
        any_fact(all_of(fact, target["scalableDimension"].equals(dimension)) for target, fact in linked),
        any_fact(target["scalableDimension"].equals(dimension) for target in named),
    )


def _targets_by_id(stack: Stack) -> Alike[Resource]:
    known = (target for target in stack.of_type(TARGET) if target["resourceId"].is_known)
    return Alike((target, target["resourceId"]) for target in known)


def left_to_source(table: Resource) -> Fact:
    """A restored table has its source's capacity where the program sets none."""
    if not table["billingMode"].is_absent:
        return FALSE
    return next((table[one].undecided() for one in MADE_FROM if table[one].is_set().truth), FALSE)


def by_request(table: Resource) -> Fix:
    """The table is paid for by request, and no index sets a capacity."""
    fixed = [name for name in DIMENSIONS if is_not(table[name].is_empty()).truth]
    indexes = [
        one[name].path
        for one in table["globalSecondaryIndexes"].elements()
        for name in DIMENSIONS
        if is_not(one[name].is_empty()).truth
    ]
    return fix(Set("billingMode", "PAY_PER_REQUEST"), *(Remove(path) for path in (*fixed, *indexes)))


RULE = StackRule(
    id="dynamodb-capacity",
    summary="Tables must scale with their load",
    rationale="""
        A fixed capacity is too little on the day that matters and too much on the others. A table that is paid for by
        request scales by itself; one with a provisioned capacity does so where Application Auto Scaling has targets for
        its reads and for its writes. The rule finds targets by the table's name in `resource_id`.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    controls=("DynamoDB.1",),
    applies_to=TABLE,
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
    ),
    check=check,
)
