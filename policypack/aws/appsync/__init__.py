"""The nouns of AppSync, and the types and fields of a schema."""

from __future__ import annotations

import re

GRAPHQL_API = ("aws:appsync/graphQLApi:GraphQLApi",)
DATA_SOURCE = ("aws:appsync/dataSource:DataSource",)
API_CACHE = ("aws:appsync/apiCache:ApiCache",)
EVENT_API = ("aws:appsync/api:Api",)
RESOLVER = ("aws:appsync/resolver:Resolver",)
FUNCTION = ("aws:appsync/function:Function",)

SETTINGS = {
    "AMAZON_DYNAMODB": "dynamodbConfig",
    "AWS_LAMBDA": "lambdaConfig",
    "AMAZON_ELASTICSEARCH": "elasticsearchConfig",
    "AMAZON_OPENSEARCH_SERVICE": "opensearchserviceConfig",
    "HTTP": "httpConfig",
    "RELATIONAL_DATABASE": "relationalDatabaseConfig",
    "AMAZON_EVENTBRIDGE": "eventBridgeConfig",
}
"""The argument that a data source of a type needs:
https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateDataSource.html"""
AUTHORIZATIONS = {
    "AMAZON_COGNITO_USER_POOLS": "userPoolConfig",
    "OPENID_CONNECT": "openidConnectConfig",
    "AWS_LAMBDA": "lambdaAuthorizerConfig",
}
"""The argument that an API with a kind of authorization needs:
https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html"""

_REMARKS = re.compile(r'"""(?s:.*?)"""|"[^"\n]*"|#[^\n]*')
_ARGUMENTS = re.compile(r"\([^()]*\)")
_OBJECT = re.compile(r"\btype\s{1,20}(\w{1,100})[^{}]{0,500}\{([^{}]*)\}")
_FIELD = re.compile(r"\b(\w{1,100})\s{0,20}:")


def fields_of(schema: str) -> dict[str, set[str]]:
    """The fields of each object type in a schema."""
    text = _ARGUMENTS.sub("", _REMARKS.sub("", schema))
    found: dict[str, set[str]] = {}
    for name, body in _OBJECT.findall(text):
        found.setdefault(name, set()).update(_FIELD.findall(body))
    return found
