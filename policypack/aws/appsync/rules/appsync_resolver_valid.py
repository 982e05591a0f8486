"""appsync-resolver-valid: Resolvers must be of a field that the schema of their API has."""

from collections.abc import Iterator

from policypack.aws import appsync
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain, combined
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html"
NO_FIELD = Rejection(
    service="AppSync",
    condition="A resolver is of a type or field that the schema of its API does not have",
    error="NotFoundException: Type Query not found",
    source="https://github.com/aws/aws-cdk/issues/17997",
    invalid="misplaced",
    valid="placed",
)


def check(resolver: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The schema of an API that the stack makes has the resolver's type, and the type its field."""
    for api, named in context.stack.referred(resolver, "apiId", appsync.GRAPHQL_API).links:
        wrong = combined(place_error, api["schema"].as_text(), resolver["type"], resolver["field"])
        yield require(
            any_of(is_not(named), wrong.is_empty()),
            when=api["schema"].is_set(),
            at="field",
            problem=f"The resolver is of {resolver['type']}.{resolver['field']}, and {wrong.say(str, '')}.",
            fix=fix(Set("field", Blank("a field of the type in the schema"))),
            rejects=NO_FIELD,
        )


def place_error(schema: Plain, type_: Plain, field: Plain) -> str | None:
    """The schema has the type, and the type has the field; a text without types says nothing."""
    if not isinstance(schema, str) or not isinstance(type_, str) or not isinstance(field, str):
        return None
    types = appsync.fields_of(schema)
    if not types:
        return None
    if type_ not in types:
        return f'the schema has no type "{type_}"'
    return None if field in types[type_] else f'the type "{type_}" has no field "{field}"'


RULE = StackRule(
    id="appsync-resolver-valid",
    summary="Resolvers must be of a field that the schema of their API has",
    rationale="""
        A resolver answers one field of one type, by their names in the schema. Only schemas that a program gives as a
        text are read, and only their object types.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=appsync.RESOLVER,
    references=(CREATE,),
    rejections=(NO_FIELD,),
    check=check,
)
