"""appsync-api-valid: AppSync APIs and data sources must have the settings of their kind."""

from policypack.aws.appsync import AUTHORIZATIONS, DATA_SOURCE, GRAPHQL_API, SETTINGS
from policypack.constraint import Constraint, form, needs
from policypack.model.values import Plain
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
        ),
        GRAPHQL_API: tuple(
            of_kind("authenticationType", kind, settings, CREATE_API) for kind, settings in AUTHORIZATIONS.items()
        ),
    },
    base={
        GRAPHQL_API[0]: {"name": "orders", "authenticationType": "API_KEY"},
        DATA_SOURCE[0]: {"apiId": "abcdefghijklmnopqrstuvwxyz", "name": "orders", "type": "NONE"},
    },
)
