"""dynamodb-item-valid: Items must have the keys of their table, in the type of the key."""

from collections.abc import Iterator

from policypack.aws import dynamodb
from policypack.check import Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import note
from policypack.model.values import UNKNOWN, Plain, combined
from policypack.rule import Rejection, StackContext, StackRule

PUT = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html"
OTHER_KEY = Rejection(
    service="DynamoDB",
    condition="An item lacks a key of its table, or has it in another type",
    error="ValidationException: The provided key element does not match the schema",
    source="https://github.com/hashicorp/terraform/issues/27290",
    invalid="mistyped",
    valid="typed",
)


def check(item: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The item has each key of a table that the stack makes, as the table defines it."""
    for table, named in context.stack.referred(item, "tableName", dynamodb.TABLE, ("name",)).links:
        for key in ("hashKey", "rangeKey"):
            wrong = combined(key_error, item["item"].as_json(), table[key], table["attributes"].complete())
            yield require(
                any_of(is_not(named), wrong.is_empty()),
                when=all_of(table[key].is_set(), known(not item["item"].is_absent)),
                at="item",
                problem=f"The item {wrong.say(str, '')}, the {key} of {table}.",
                fix=note("the keys of the table, in the types of its attributes"),
                rejects=OTHER_KEY,
            )


def key_error(item: Plain, key: Plain, attributes: Plain) -> Plain:
    """What is wrong with the item's key: it lacks it, or has it in another type. Unknown where its value is."""
    if not isinstance(item, dict) or not isinstance(attributes, list) or not isinstance(key, str):
        return None
    value = item.get(key)
    if key not in item:
        return f'has no "{key}"'
    if value is UNKNOWN:
        return UNKNOWN
    wanted = next((one.get("type") for one in attributes if isinstance(one, dict) and one.get("name") == key), None)
    if not isinstance(value, dict) or not isinstance(wanted, str) or wanted in value or len(value) != 1:
        return None
    return f'has "{key}" of type {next(iter(value))} and not {wanted}'


RULE = StackRule(
    id="dynamodb-item-valid",
    summary="Items must have the keys of their table, in the type of the key",
    rationale="""
        DynamoDB takes an item only with all keys of its table, each in the type that the table defines for it: a key of
        type N is {"N": "5"}, not {"S": "5"}. Tables that the stack does not make are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=dynamodb.ITEM,
    references=(PUT,),
    rejections=(OTHER_KEY,),
    check=check,
)
