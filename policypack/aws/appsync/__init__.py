"""The nouns of AppSync, and the types and fields of a schema."""

from __future__ import annotations

import re

from policypack.model.values import Plain

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


_SCALARS = ("ID", "String", "Int", "Float", "Boolean")
_BODY = re.compile(r"\{[^{}]*\}")
_SETTINGS = re.compile(r"@\w{1,100}\s{0,20}\([^()]*\)|=\s{0,20}\{[^{}]*\}")
_DEFINED = re.compile(r"(extend\s{1,20})?\b(?:type|interface|input|enum|union|scalar)\s{1,20}(\w{1,100})")
_NAMED = re.compile(r":[\s\[]{0,20}([A-Za-z_]\w{0,100})")


def _definitions(text: str) -> list[str]:
    """The names of the types that a schema without remarks defines, as often as it does."""
    outside = _BODY.sub(" ", _SETTINGS.sub(" ", text))
    return [name for extended, name in _DEFINED.findall(outside) if not extended]


def unknown_type(schema: Plain) -> str | None:
    """A type that the schema names and does not define; None for a text that defines none."""
    text = _REMARKS.sub(" ", schema) if isinstance(schema, str) else ""
    known = {*_definitions(text), *_SCALARS}
    if len(known) == len(_SCALARS):
        return None
    named = _NAMED.findall(_SETTINGS.sub(" ", text))
    wrong = next((name for name in named if name not in known and not name.startswith("AWS")), None)
    return f'it has no type "{wrong}"' if wrong else None


def repeated_type(schema: Plain) -> str | None:
    """A type that the schema defines twice."""
    names = _definitions(_REMARKS.sub(" ", schema)) if isinstance(schema, str) else []
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return f'it has the type "{name}" twice'
        seen.add(name)
    return None
