"""The nouns of AppSync, and the types and fields of a schema."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policypack.model.values import Plain

GRAPHQL_API = ("aws:appsync/graphQLApi:GraphQLApi",)
DATA_SOURCE = ("aws:appsync/dataSource:DataSource",)
API_CACHE = ("aws:appsync/apiCache:ApiCache",)
CHANNEL_NAMESPACE = ("aws:appsync/channelNamespace:ChannelNamespace",)
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


AWS_SCALARS = (
    *("AWSDate", "AWSTime", "AWSDateTime", "AWSTimestamp", "AWSEmail", "AWSJSON", "AWSURL", "AWSPhone"),
    "AWSIPAddress",
)
"""https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html, November 2026."""
_BLOCK = re.compile(r"\b(type|interface|input)\s{1,20}(\w{1,100})([^{}]{0,500})\{([^{}]*)\}")
_OWN_FIELD = re.compile(r"\b(\w{1,100})\s{0,20}(\([^()]*\))?\s{0,20}:\s{0,20}[\[\s]{0,20}(\w{1,100})")
_ARGUMENT = re.compile(r":\s{0,20}[\[\s]{0,20}(\w{1,100})")
_ROOTS = re.compile(r"\bschema\b[^{}]{0,200}\{([^{}]*)\}")
_IMPLEMENTED = re.compile(r"\bimplements\b([\w\s&,]{0,400})")


@dataclass(frozen=True, slots=True)
class Block:
    """A type, an interface or an input of a schema: the interfaces that it names, and its fields, each with the types
    of its arguments and its own."""

    kind: str
    name: str
    interfaces: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...], str], ...]


def _plain(schema: Plain) -> str:
    """The schema without remarks, directives' arguments and defaults."""
    return _SETTINGS.sub(" ", _REMARKS.sub(" ", schema)) if isinstance(schema, str) else ""


def _blocks(text: str) -> list[Block]:
    return [
        Block(
            kind,
            name,
            tuple(re.findall(r"\w+", found[1])) if (found := _IMPLEMENTED.search(above)) else (),
            tuple(
                (field, tuple(_ARGUMENT.findall(arguments)), type_)
                for field, arguments, type_ in _OWN_FIELD.findall(body)
            ),
        )
        for kind, name, above, body in _BLOCK.findall(text)
    ]


def _names(blocks: list[Block], *kinds: str) -> set[str]:
    return {one.name for one in blocks if one.kind in kinds}


def unknown_scalar(schema: Plain) -> str | None:
    """A type that starts as AppSync's own ones do and is none of them."""
    text = _plain(schema)
    known = {*AWS_SCALARS, *_definitions(text)}
    wrong = next((one for one in _NAMED.findall(text) if one.startswith("AWS") and one not in known), None)
    return f'AppSync has no scalar "{wrong}"' if wrong else None


def input_as_output(schema: Plain) -> str | None:
    """A field of a type whose own type is an input."""
    blocks = _blocks(_plain(schema))
    inputs = _names(blocks, "input") - _names(blocks, "type", "interface")
    for one in blocks:
        for field, _, type_ in one.fields:
            if one.kind != "input" and type_ in inputs:
                return f'"{one.name}.{field}" is of the input "{type_}"'
    return None


def output_as_input(schema: Plain) -> str | None:
    """An argument, or a field of an input, that is of a type and not of an input."""
    blocks = _blocks(_plain(schema))
    outputs = _names(blocks, "type", "interface") - _names(blocks, "input")
    for one in blocks:
        for field, arguments, type_ in one.fields:
            taken = (type_,) if one.kind == "input" else arguments
            wrong = next((own for own in taken if own in outputs), None)
            if wrong:
                return f'"{one.name}.{field}" takes "{wrong}", which is no input'
    return None


def missing_field(schema: Plain) -> str | None:
    """A type lacks a field of an interface that it implements."""
    blocks = _blocks(_plain(schema))
    of_interfaces = {one.name: {field for field, _, _ in one.fields} for one in blocks if one.kind == "interface"}
    own: dict[str, set[str]] = {}
    for one in blocks:
        own.setdefault(one.name, set()).update(field for field, _, _ in one.fields)
    for one in blocks:
        for name in one.interfaces:
            lacking = sorted(of_interfaces.get(name, set()) - own[one.name])
            if lacking:
                return f'"{one.name}" has no field "{lacking[0]}" of "{name}"'
    return None


def no_query(schema: Plain) -> str | None:
    """A schema says what is asked of it: it has a type Query, or names another one."""
    text = _plain(schema)
    has_types = bool(_blocks(text))
    return (
        "it has no type Query"
        if has_types and not _ROOTS.search(text) and "Query" not in _definitions_of_all(text)
        else None
    )


def _definitions_of_all(text: str) -> set[str]:
    """The names of the types that a schema defines or extends."""
    return {name for _, name in _DEFINED.findall(_BODY.sub(" ", text))}
