"""appsync-resolver-valid: Resolvers and functions must be whole, and of a field of their API's schema."""

from collections.abc import Iterator

from policypack.aws import appsync
from policypack.aws.appsync.javascript import code_error, exports_error
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Inputs, Table, argument, few, fits, within
from policypack.fix import Blank, Remove, Set, fix, note
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


FUNCTION = "https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateFunction.html"
PIPELINES = "https://docs.aws.amazon.com/appsync/latest/devguide/resolver-components.html"
CODE = "export function request(ctx) { return {} }\nexport function response(ctx) { return ctx.result }"
RUNTIME: Plain = {"name": "APPSYNC_JS", "runtimeVersion": "1.0.0"}
IN_CODE: Inputs = {"code": CODE, "runtime": RUNTIME}
JAVASCRIPT = "https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-js-version.html"
STEPS: Inputs = {
    "kind": "PIPELINE",
    "dataSource": None,
    "pipelineConfig": {"functions": ["0a1b2c3d4e5f60718293a4b5c6"]},
}

code, runtime, source = argument("code"), argument("runtime"), argument("dataSource")
steps = argument("pipelineConfig.functions")
is_pipeline = argument("kind").equals("PIPELINE")


def written(what: str, page: str) -> tuple[Constraint, ...]:
    """What a resolver and a function say in code, or in templates."""
    return (
        Constraint(
            demand=runtime.is_present(),
            when=code.is_given(),
            error="BadRequestException: When code is used, the runtime is required. The runtime value must be"
            " APPSYNC_JS.",
            source=page,
            fix=fix(Set("runtime", RUNTIME)),
            invalid={"code": CODE},
            valid=(IN_CODE, {}),
            condition=f"a {what} has code and no runtime",
        ),
        Constraint(
            demand=code.is_present(),
            when=runtime.is_given(),
            error="BadRequestException: If a runtime is specified, code must also be specified.",
            source=page,
            fix=fix(Set("code", Blank("the functions request and response")), otherwise=Remove("runtime")),
            invalid={"runtime": RUNTIME},
            valid=(IN_CODE, {}),
            condition=f"a {what} has a runtime and no code",
        ),
        Constraint(
            demand=fits(code, "code that APPSYNC_JS takes", code_error),
            when=code.is_given().unsaid(),
            error="BadRequestException: The code contains one or more errors.",
            source=JAVASCRIPT,
            fix=note("code without while, try, classes, this, async functions, generators, ++ and --"),
            invalid=(
                {**IN_CODE, "code": CODE.replace("return {}", "let i = 0; while (i < 3) { i += 1 } return {}")},
                {**IN_CODE, "code": CODE.replace("return {}", "let i = 0; i++; return {}")},
            ),
            valid=(
                IN_CODE,
                {
                    **IN_CODE,
                    "code": CODE.replace("return {}", "// while\nfor (const i of ctx.args.ids) { i.try } return {}"),
                },
            ),
            problem="APPSYNC_JS does not take the code as it is: it has no while, try, class, this, async, ++ and --.",
            condition=f"the code of a {what} has what APPSYNC_JS does not take",
        ),
        Constraint(
            demand=fits(code, "code that exports request and response", exports_error),
            when=code.is_given().unsaid(),
            error="BadRequestException: Unable to find valid export for response",
            source=JAVASCRIPT,
            fix=note("the functions request and response, exported"),
            invalid={**IN_CODE, "code": "export function request(ctx) { return ctx.args }"},
            valid=(
                IN_CODE,
                {**IN_CODE, "code": "const a = (ctx) => ({})\nconst b = a\nexport { a as request, b as response }"},
            ),
            condition=f"the code of a {what} does not export request and response",
        ),
    )


TABLE = Table(
    "AppSync",
    {
        appsync.RESOLVER: (
            Constraint(
                demand=source.is_empty(),
                when=is_pipeline,
                error="BadRequestException: A pipeline resolver has no data source: its functions have theirs.",
                source=PIPELINES,
                fix=fix(Remove("dataSource")),
                invalid={**STEPS, "dataSource": "orders"},
                valid=STEPS,
            ),
            Constraint(
                demand=steps.is_present(),
                when=is_pipeline,
                error="BadRequestException: A pipeline resolver needs the functions of its pipelineConfig.",
                source=PIPELINES,
                fix=fix(Set("pipelineConfig", {"functions": [Blank("the functionId of a function")]})),
                invalid={**STEPS, "pipelineConfig": None},
                valid=STEPS,
            ),
            Constraint(
                demand=source.is_present(),
                when=(~is_pipeline).called("kind is UNIT", "kind must be UNIT"),
                error="BadRequestException: A unit resolver needs the name of a data source.",
                source=PIPELINES,
                fix=fix(Set("dataSource", Blank("the name of a data source of the API"))),
                invalid={"dataSource": None},
                valid=({}, STEPS),
            ),
            *written("resolver", CREATE),
            few(
                "pipelineConfig.functions",
                10,
                item="find",
                given={"kind": "PIPELINE", "dataSource": None},
                error="BadRequestException: A resolver can only be composed of 10 functions.",
                source=PIPELINES,
            ),
            within(
                "cachingConfig.ttl",
                1,
                3600,
                error="ttl: Valid values are 1-3,600 seconds.",
                source="https://docs.aws.amazon.com/appsync/latest/APIReference/API_CachingConfig.html",
            ),
        ),
        appsync.FUNCTION: written("function", FUNCTION),
    },
    base={
        appsync.RESOLVER[0]: {
            "apiId": "abcdefghijklmnopqrstuvwxyz",
            "type": "Query",
            "field": "orders",
            "dataSource": "orders",
        },
        appsync.FUNCTION[0]: {"apiId": "abcdefghijklmnopqrstuvwxyz", "name": "find", "dataSource": "orders"},
    },
)


def check(resolver: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The schema of an API that the stack makes has the resolver's type, and the type its field."""
    if resolver.type in appsync.FUNCTION:
        return
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
    summary="Resolvers and functions must be whole, and of a field of their API's schema",
    rationale="""
        Code needs a runtime, and a runtime code. A resolver has a data source, or is a pipeline of functions. It
        answers one field of one type, by their names in the schema. Only schemas that a program gives as a text are
        read, and only their object types.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*appsync.RESOLVER, *appsync.FUNCTION),
    references=(CREATE, FUNCTION),
    rejections=(*TABLE.rejections, NO_FIELD),
    table=TABLE,
    check=check,
)
