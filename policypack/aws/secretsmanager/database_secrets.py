"""Secrets that hold the credentials of a database: which secret belongs to which database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.passwords.arguments import PASSWORD_ARGUMENTS
from policypack.aws.passwords.origins import is_made_of, is_text_of, origin_of
from policypack.aws.secretsmanager import CONTENT, secrets_of, versions_of
from policypack.model.facts import FALSE, TRUE, Fact, any_fact, any_of, known
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, plain, revealed

ENDPOINTS = {
    rds.INSTANCE[0]: "address",
    rds.CLUSTER[0]: "endpoint",
    rds.DOCUMENTDB_CLUSTER[0]: "endpoint",
    "aws:docdb/elasticCluster:ElasticCluster": "endpoint",
    "aws:redshift/cluster:Cluster": "dnsName",
    "aws:redshiftserverless/namespace:Namespace": "",
    "aws:lightsail/database:Database": "masterEndpointAddress",
}
"""The databases with a password, and the output of each that clients connect to (a namespace: its workgroup's)."""
DATABASES = tuple(ENDPOINTS)
_PLACES = frozenset({"host", "hostname", "endpoint", "address", "server", "url", "uri", "jdbcurl", "connectionstring"})
"""Keys for the place of a database in a secret."""


def databases_of(stack: Stack, version: Resource) -> tuple[Resource, ...]:
    """The databases of which the version holds a password or may hold one: there are no others."""
    return stack.derived(_Passwords).databases(stack, version)


class _Passwords:
    """The databases of a stack by what their passwords are made from."""

    def __init__(self, stack: Stack) -> None:
        self._by_source: defaultdict[str, list[Resource]] = defaultdict(list)
        self._known: list[tuple[str, Resource]] = []
        self._unknown: list[Resource] = []
        for database in stack.of_type(DATABASES):
            for name in _password_names(database):
                origin = origin_of(stack, database, (name,), through_passwords=False)
                for urn in {*origin.generators, *database.property_dependencies.get(name, ())}:
                    self._by_source[urn].append(database)
                text = _text(database[name])
                if text:
                    self._known.append((text, database))
                elif not origin.is_generated or origin.is_open:
                    self._unknown.append(database)

    def databases(self, stack: Stack, version: Resource) -> tuple[Resource, ...]:
        """See :func:`databases_of`. A secret that is generated is no password of other origin."""
        generators = origin_of(stack, version, CONTENT, through_passwords=False).generators
        found = [one for urn in (version.urn, *generators) for one in self._by_source.get(urn, ())]
        if not generators:
            found += self._unknown
            found += self._alike(_content(version))
        unique = {one.urn: one for one in found}
        return tuple(unique[urn] for urn in sorted(unique))

    def _alike(self, content: Value) -> Iterator[Resource]:
        """Those whose known password the content has, all where the content is not known."""
        text = _text(content)
        return (one for password, one in self._known if not content.is_known or is_text_of(text, password))


def holds_credentials(stack: Stack, version: Resource, database: Resource) -> Fact:
    """The version holds a password of the database."""
    return any_fact(_holds(stack, version, database, name) for name in _password_names(database))


def _password_names(database: Resource) -> tuple[str, ...]:
    """The arguments with a password of the database."""
    arguments = PASSWORD_ARGUMENTS[database.type]
    names = (name for argument in arguments for name in (argument.path, argument.write_only) if name)
    return tuple(name for name in names if not database[name].is_absent)


def _holds(stack: Stack, version: Resource, database: Resource, name: str) -> Fact:
    password, content = database[name], _content(version)
    of_password = origin_of(stack, database, (name,), through_passwords=False)
    of_content = origin_of(stack, version, CONTENT, through_passwords=False)
    sources = database.property_dependencies.get(name, ())
    if set(of_password.generators) & set(of_content.generators) or version.urn in sources:
        return TRUE
    if of_content.generators:
        return FALSE
    if password.is_known and content.is_known:
        return known(_mentions(content, password))
    if of_password.generators and not of_password.is_open:
        return FALSE
    return content.undecided() if content.is_unknown else password.undecided()


def is_built_from(stack: Stack, version: Resource, database: Resource) -> Fact:
    """A version of the same secret depends on the database, or has its endpoint."""
    return any_of(
        _has_endpoint(stack, version, database),
        secrets_of(stack, version).any(
            lambda secret: versions_of(stack, secret).any(lambda one: _has_endpoint(stack, one, database))
        ),
    )


def _has_endpoint(stack: Stack, version: Resource, database: Resource) -> Fact:
    if _depends_on(stack, version, database):
        return TRUE
    content, endpoint = _content(version), database.output(ENDPOINTS[database.type])
    of_content = origin_of(stack, version, CONTENT, through_passwords=False)
    if content.is_known and endpoint.is_known and _mentions(content, endpoint):
        return TRUE
    if of_content.is_open or (content.is_unknown and not of_content.generators):
        return content.undecided()
    return FALSE if of_content.generators else known(_names_a_place(content))


def _depends_on(stack: Stack, version: Resource, database: Resource) -> bool:
    """The content comes from the database, directly or through what is made from it: a record, a cluster's instance."""
    pending = [urn for name in CONTENT for urn in version.property_dependencies.get(name, ())]
    seen: set[str] = set()
    while pending:
        urn = pending.pop()
        if urn == database.urn or stack.is_inside(database.urn, urn):
            return True
        source = None if urn in seen else stack.get(urn)
        seen.add(urn)
        if source is not None:
            pending += sorted(stack.property_targets(source))
    return False


def _content(version: Resource) -> Value:
    """What the version holds, in any of its arguments."""
    return next((version[name] for name in CONTENT if not version[name].is_absent), version[CONTENT[0]])


def _mentions(content: Value, part: Value) -> bool:
    return bool(text := _text(part)) and is_made_of(content, (text,)).truth is True


def _text(value: Value) -> str:
    """The plain text, empty where there is none."""
    text = revealed(plain(value.as_text()))
    return text if isinstance(text, str) else ""


def _names_a_place(content: Value) -> bool:
    """The JSON has a host or an endpoint."""
    places = (part for key, part in content.as_json().fields() if key.replace("_", "").lower() in _PLACES)
    return any(part.is_empty().truth is False for part in places)
