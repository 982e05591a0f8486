"""The facts of resource types, from the text of an installed pulumi-aws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from policypack.catalog.files import Json
from policypack.catalog.schema import Kind, PropertyType, input_schema
from policypack.catalog.sdk import all_tokens, resource_type, sdk_version
from policypack.catalog.types import TypeFacts, written_type
from policypack.catalog.writing import today

_OWN_PREFIXES = ("name", "identifier", "clusterIdentifier", "bucket", "keyName", "nodeGroupName", "graphName")
"""Arguments that name the resource itself where they have a prefix argument beside them, in order of preference."""

_OWN_IDS = (
    "certificateId",
    "clusterId",
    "collectionId",
    "endpointId",
    "protectionGroupId",
    "replicationGroupId",
    "replicationInstanceId",
    "replicationSubnetGroupId",
    "replicationTaskId",
    "userGroupId",
)
"""Arguments ending in Id that name the resource itself; others refer to another resource."""

_NAMED_OTHERWISE: Mapping[str, str] = {
    "aws:ecs/taskDefinition:TaskDefinition": "family",
    "aws:rds/instance:Instance": "identifier",
    "aws:lightsail/database:Database": "relationalDatabaseName",
}
"""Types whose name argument no rule below finds."""


def type_facts(token: str, sdk: Path | None = None) -> TypeFacts:
    """The facts of one type in the SDK at ``sdk`` (default: the installed one)."""
    found = resource_type(token, sdk)
    inputs = input_schema(token, sdk)
    text = found.file.read_text(encoding="utf-8")
    tags = inputs.get("tags")
    name = name_argument(token, found.class_name, inputs)
    prefix = f"{name}Prefix"
    return TypeFacts(
        token,
        taggable=tags is not None and ('"tags_all"' in text or tags.kind is Kind.LIST),
        tags_are_list=tags is not None and tags.kind is Kind.LIST,
        name=name,
        name_required=bool(name) and inputs[name or ""].required,
        prefix=prefix if prefix in inputs else None,
        deprecated=f'pulumi.log.warn("""{found.class_name} is deprecated' in text,
    )


def name_argument(token: str, class_name: str, inputs: Mapping[str, PropertyType]) -> str | None:
    """The argument that names the AWS resource: ``name``, one with a prefix argument, or one called like its type."""
    if token in _NAMED_OTHERWISE:
        return _NAMED_OTHERWISE[token]
    if "name" in inputs:
        return "name"
    for argument in _OWN_PREFIXES:
        if argument in inputs and f"{argument}Prefix" in inputs:
            return argument
    for argument in _called_like(class_name):
        if argument in inputs and inputs[argument].kind is Kind.STRING and _is_own(argument):
            return argument
    return None


def _is_own(argument: str) -> bool:
    return not argument.endswith("Id") or argument in _OWN_IDS


def _called_like(class_name: str) -> Iterable[str]:
    """``ServerlessCluster`` gives serverlessClusterName, clusterName, and the same with Identifier and Id."""
    words = re.findall(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])", class_name.removesuffix("Name"))
    for start in range(len(words)):
        stem = "".join(words[start:])
        for ending in ("Name", "Identifier", "Id"):
            yield f"{stem[:1].lower()}{stem[1:]}{ending}"


def resource_types(existing: Mapping[str, Json], sdk: Path | None = None) -> dict[str, Json]:
    """The section ``resource_types`` with the SDK's major version written anew and other majors kept."""
    version = sdk_version(sdk)
    major = version.partition(".")[0]
    merged = _unfolded(existing)
    for majors in merged.values():
        majors.pop(major, None)
    for token in all_tokens(sdk):
        merged.setdefault(token, {})[major] = written_type(type_facts(token, sdk))
    versions = {**_texts(existing.get("versions")), major: version}
    return {
        "as_of": today().isoformat(),
        "method": "sdk",
        "source": ", ".join(f"pulumi-aws {text}" for _, text in sorted(versions.items())),
        "versions": dict(sorted(versions.items())),
        "types": _folded(merged, set(versions)),
    }


def _unfolded(existing: Mapping[str, Json]) -> dict[str, dict[str, str]]:
    majors = _texts(existing.get("versions"))
    types = existing.get("types")
    return {
        f"aws:{package}/{module}": dict.fromkeys(majors, words) if isinstance(words, str) else _texts(words)
        for package, modules in (types.items() if isinstance(types, Mapping) else ())
        for module, words in (modules.items() if isinstance(modules, Mapping) else ())
    }


def _folded(types: Mapping[str, Mapping[str, str]], majors: set[str]) -> dict[str, Json]:
    """By package and module; a plain text where every major agrees, types with no facts in any major left empty."""
    packages: dict[str, dict[str, Json]] = {}
    for token, by_major in sorted(types.items()):
        if not by_major:
            continue
        package, _, module = token.removeprefix("aws:").partition("/")
        agreed = set(by_major) == majors and len(set(by_major.values())) == 1
        packages.setdefault(package, {})[module] = next(iter(by_major.values())) if agreed else dict(by_major)
    return dict(packages.items())


def _texts(value: Json) -> dict[str, str]:
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, Mapping) else {}
