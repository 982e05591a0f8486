"""appsync-api-valid: AppSync APIs and data sources must have the settings of their kind."""

from functools import partial
from itertools import combinations

from policypack.aws.appsync import (
    API_CACHE,
    AUTHORIZATIONS,
    CHANNEL_NAMESPACE,
    DATA_SOURCE,
    EVENT_API,
    GRAPHQL_API,
    SETTINGS,
    input_as_output,
    missing_field,
    no_query,
    output_as_input,
    repeated_type,
    unknown_scalar,
    unknown_type,
)
from policypack.constraint import Blank, Constraint, Set, argument, distinct, fits, fix, form, needs, note, within
from policypack.model.conditions import Condition, Subject, Words, all_conditions
from policypack.model.facts import Fact, all_of, any_of, is_not
from policypack.model.values import Plain, same, together
from policypack.rule import constraints_rule

CREATE_API = "https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html"
CREATE_SOURCE = "https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateDataSource.html"
NOT_WELL_FORMED = (
    "BadRequestException: The request is not well formed. For example, a value is invalid or a required field is"
    " missing. Check the field values, and then try again."
)
EXAMPLES: dict[str, Plain] = {
    "dynamodbConfig": {"tableName": "orders"},
    "lambdaConfig": {"functionArn": "arn:aws:lambda:us-east-1:123456789012:function:orders"},
    "elasticsearchConfig": {"endpoint": "https://search-orders.us-east-1.es.amazonaws.com"},
    "opensearchserviceConfig": {"endpoint": "https://search-orders.us-east-1.es.amazonaws.com"},
    "httpConfig": {"endpoint": "https://orders.example.com"},
    "relationalDatabaseConfig": {
        "httpEndpointConfig": {
            "awsSecretStoreArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf",
            "dbClusterIdentifier": "arn:aws:rds:us-east-1:123456789012:cluster:orders",
        }
    },
    "eventBridgeConfig": {"eventBusArn": "arn:aws:events:us-east-1:123456789012:event-bus/orders"},
    "userPoolConfig": {"userPoolId": "us-east-1_abcdefghi", "defaultAction": "ALLOW"},
    "openidConnectConfig": {"issuer": "https://login.example.com"},
    "lambdaAuthorizerConfig": {"authorizerUri": "arn:aws:lambda:us-east-1:123456789012:function:authorize"},
}
SCHEMAS = "https://docs.aws.amazon.com/appsync/latest/devguide/designing-your-schema.html"
schema = argument("schema")
ROLE = "arn:aws:iam::123456789012:role/orders"
ONCE = ("API_KEY", "AWS_IAM", "AWS_LAMBDA")
"""The types that an API has once at most; user pools and OpenID providers may be several."""
HANDLED: dict[str, Plain] = {"behavior": "CODE", "integration": {"dataSourceName": "orders"}}
WITH_KEY: list[Plain] = [{"authType": "API_KEY"}]
EVENTS: dict[str, Plain] = {
    "authProviders": WITH_KEY,
    "connectionAuthModes": WITH_KEY,
    "defaultPublishAuthModes": WITH_KEY,
    "defaultSubscribeAuthModes": WITH_KEY,
}


def each_once(it: Subject) -> Fact:
    """No type that an API has once is its own or an additional one twice."""
    providers = it.at("additionalAuthenticationProviders")
    own = it.at("authenticationType")
    types = [one["authenticationType"] for one in providers.elements()]
    return all_of(
        *(
            is_not(
                any_of(
                    *(all_of(one.equals(type_), other.equals(type_)) for one, other in combinations([own, *types], 2))
                )
            )
            for type_ in ONCE
        )
    )


def are_provided(modes: str, it: Subject) -> Fact:
    """Each mode is of a type for which there is a provider."""
    providers = it.at("eventConfig.authProviders")
    return it.at(f"eventConfig.{modes}").all(
        lambda mode: providers.any(lambda one: together(same, one["authType"], mode["authType"]))
    )


def of_kind(argument: str, kind: str, settings: str, source: str) -> Constraint:
    """With this kind, the argument with its settings must be set."""
    return needs(
        {argument: kind},
        settings,
        EXAMPLES[settings],
        blank=f"the {settings} of the {argument}",
        error=NOT_WELL_FORMED,
        source=source,
    )


SCHEMA_ROWS = (
    (
        "a schema with scalars that AppSync has",
        unknown_scalar,
        "The field type 'AWSMoney' is not present when required",
        "type Query { price: AWSMoney }",
        "type Query { paid: AWSDateTime }\nscalar Money",
        "a schema has a scalar AWS... that does not exist",
    ),
    (
        "a schema whose fields are of types",
        input_as_output,
        "... is not an output type",
        "type Query { key: Key }\ninput Key { id: ID }",
        "type Query { order(key: Key): String }\ninput Key { id: ID }",
        "a field of a schema is of an input",
    ),
    (
        "a schema whose arguments are inputs",
        output_as_input,
        "... is not an input type",
        "type Query { find(like: Order): ID }\ntype Order { id: ID }",
        "type Query { find(like: ID): Order }\ntype Order { id: ID }",
        "an argument of a schema is of a type that is no input",
    ),
    (
        "a schema whose types have the fields of their interfaces",
        missing_field,
        "... does not have a field ...",
        "interface Node { id: ID! }\ntype Order implements Node { name: String }\ntype Query { order: Order }",
        "interface Node { id: ID! }\ntype Order implements Node { id: ID!, name: String }\ntype Query { order: Order }",
        "a type of a schema lacks a field of its interface",
    ),
    (
        "a schema with a type Query",
        no_query,
        "There is no top level schema object",
        "type Mutation { pay: ID }",
        "schema { query: Reads }\ntype Reads { order: ID }",
        "a schema has no type Query",
    ),
)

RULE = constraints_rule(
    id="appsync-api-valid",
    service="AppSync",
    summary="AppSync APIs and data sources must have the settings of their kind",
    rationale="""
        The kind of authorization of an API, and the type of a data source, decide which settings they need: a user
        pool, a table, a function, an endpoint. A data source's name is the name of a variable in the schema's
        resolvers.
    """,
    since="0.2.0",
    constraints={
        DATA_SOURCE: (
            form(
                "name",
                "[_A-Za-z][_0-9A-Za-z]*",
                "letters, digits and underscores, the first no digit",
                invalid=("order-lines", "1st"),
                valid="order_lines",
                error="ValidationException: Value at 'name' failed to satisfy constraint: Member must satisfy regular"
                " expression pattern: [_A-Za-z][_0-9A-Za-z]*",
                source=CREATE_SOURCE,
            ),
            *(of_kind("type", kind, settings, CREATE_SOURCE) for kind, settings in SETTINGS.items()),
            Constraint(
                demand=argument("serviceRoleArn").is_present(),
                when=argument("type").one_of("AWS_LAMBDA", "AMAZON_DYNAMODB"),
                error="BadRequestException: Service role arn not specified.",
                source=CREATE_SOURCE,
                fix=fix(Set("serviceRoleArn", Blank("the ARN of a role that may use the source"))),
                invalid={"type": "AWS_LAMBDA", "lambdaConfig": EXAMPLES["lambdaConfig"], "serviceRoleArn": None},
                valid={"type": "AWS_LAMBDA", "lambdaConfig": EXAMPLES["lambdaConfig"]},
            ),
            Constraint(
                demand=all_conditions(argument(settings).is_empty() for settings in SETTINGS.values()).called(
                    "the data source has no settings",
                    "a data source without a source must have no settings",
                    fails="a data source has settings",
                ),
                when=argument("type").equals("NONE"),
                at="type",
                error="BadRequestException: Configs were given for data source of type None, no config is expected.",
                source=CREATE_SOURCE,
                fix=fix(Set("type", Blank("the type of the settings, such as HTTP"))),
                invalid={"type": "NONE", "httpConfig": EXAMPLES["httpConfig"]},
                valid={"type": "NONE"},
            ),
        ),
        CHANNEL_NAMESPACE: tuple(
            Constraint(
                demand=argument("codeHandlers").is_present(),
                when=argument(f"handlerConfigs.{name}.behavior").equals("CODE"),
                error=f"BadRequestException: {name}: When using CODE behavior, you must provide an APPSYNC_JS handler.",
                source="https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateChannelNamespace.html",
                fix=fix(Set("codeHandlers", Blank("the code of the handlers"))),
                invalid={f"handlerConfigs.{name}": HANDLED},
                valid={
                    f"handlerConfigs.{name}": HANDLED,
                    "codeHandlers": "export function onPublish(ctx) { return ctx.events }",
                },
            )
            for name in ("onPublish", "onSubscribe")
        ),
        API_CACHE: (
            within(
                "ttl",
                1,
                3600,
                error="ttl: TTL in seconds for cache entries. Valid values are 1-3,600 seconds.",
                source="https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiCache.html",
            ),
        ),
        EVENT_API: (
            distinct(
                "eventConfig.authProviders",
                "authType",
                items=({"authType": "API_KEY"}, {"authType": "AWS_IAM"}),
                beside={f"eventConfig.{name}": value for name, value in EVENTS.items()},
                error="BadRequestException: Event API configuration contains a duplicate auth type.",
                source="https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApi.html",
            ),
            *(
                Constraint(
                    demand=Condition(
                        partial(are_provided, modes),
                        Words.be(f"eventConfig.{modes}", "of the types of eventConfig.authProviders"),
                        (f"eventConfig.{modes}",),
                    ),
                    when=argument(f"eventConfig.{modes}").is_given().unsaid(),
                    error=f"BadRequestException: Event API configuration {words} auth contains an invalid auth type.",
                    source="https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApi.html",
                    fix=note("the types of authProviders, or a further provider"),
                    invalid={"eventConfig": {**EVENTS, modes: [{"authType": "AWS_IAM"}]}},
                    valid={"eventConfig": EVENTS},
                )
                for modes, words in (
                    ("connectionAuthModes", "connect"),
                    ("defaultPublishAuthModes", "default publish"),
                    ("defaultSubscribeAuthModes", "default subscribe"),
                )
            ),
        ),
        GRAPHQL_API: (
            Constraint(
                demand=fits(schema, "a schema that has the types that it names", unknown_type),
                when=schema.is_given().unsaid(),
                error="Schema Creation Status is FAILED with details: Found 1 problem(s) with the schema",
                source=SCHEMAS,
                fix=note("a definition of the type"),
                invalid={"schema": "type Query { orders: [Order!]! }"},
                valid=(
                    {"schema": "type Query { orders(first: Int = 10): [Order] }\ntype Order { id: ID!, on: AWSDate }"},
                    {"schema": 'type Query { order(key: Key!): String @aws_iam }\ninput Key { id: ID = "a: B" }'},
                ),
                condition="a schema names a type that it does not have",
            ),
            Constraint(
                demand=fits(schema, "a schema that has each type once", repeated_type),
                when=schema.is_given().unsaid(),
                error="Schema Creation Status is FAILED with details: Failed to parse schema document - ensure it's a"
                " valid SDL-formatted document.",
                source=SCHEMAS,
                fix=note("one definition of each type"),
                invalid={"schema": "type Query { id: ID }\ntype Order { id: ID }\ntype Order { name: String }"},
                valid={"schema": "type Query { id: ID }\ntype Order { id: ID }\nextend type Order { name: String }"},
                condition="a schema has a type twice",
            ),
            *(
                Constraint(
                    demand=fits(schema, words, find),
                    when=schema.is_given().unsaid(),
                    error=f"Schema Creation Status is FAILED with details: {error}",
                    source=SCHEMAS,
                    fix=note(words),
                    invalid={"schema": invalid},
                    valid={"schema": valid},
                    condition=condition,
                )
                for words, find, error, invalid, valid, condition in SCHEMA_ROWS
            ),
            needs(
                {"apiType": "MERGED"},
                "mergedApiExecutionRoleArn",
                ROLE,
                blank="the ARN of a role that may read the source APIs",
                error="BadRequestException: Merged API execution role must be specified for a Merged API",
                source=CREATE_API,
            ),
            *(of_kind("authenticationType", kind, settings, CREATE_API) for kind, settings in AUTHORIZATIONS.items()),
            Constraint(
                demand=Condition(
                    each_once,
                    Words.be("additionalAuthenticationProviders", "providers of other types than authenticationType"),
                    ("additionalAuthenticationProviders",),
                ),
                when=argument("additionalAuthenticationProviders").is_given().unsaid(),
                error="BadRequestException: Authentication type AWS_IAM for additional authentication provider 1"
                " already specified on the API. It can only be specified once.",
                source="https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
                fix=note("API_KEY, AWS_IAM and AWS_LAMBDA once each"),
                invalid={"additionalAuthenticationProviders": [{"authenticationType": "API_KEY"}]},
                valid={"additionalAuthenticationProviders": [{"authenticationType": "AWS_IAM"}]},
            ),
        ),
    },
    base={
        GRAPHQL_API[0]: {"name": "orders", "authenticationType": "API_KEY"},
        DATA_SOURCE[0]: {
            "apiId": "abcdefghijklmnopqrstuvwxyz",
            "name": "orders",
            "type": "NONE",
            "serviceRoleArn": ROLE,
        },
        API_CACHE[0]: {
            "apiId": "abcdefghijklmnopqrstuvwxyz",
            "apiCachingBehavior": "FULL_REQUEST_CACHING",
            "type": "SMALL",
            "ttl": 60,
        },
        CHANNEL_NAMESPACE[0]: {"name": "orders", "apiId": "abcdefghijklmnopqrstuvwxyz"},
        EVENT_API[0]: {"name": "orders", "eventConfig": EVENTS},
    },
)
