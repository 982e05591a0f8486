"""Which services of the API, and which namespaces of CloudFormation, a module of the provider is about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policypack.catalog.schema import all_tokens
from policypack.harvest import api, cloudformation
from policypack.harvest.names import plain

_DATA = Path(__file__).with_name("data")


def module_of(token: str) -> str:
    """``lambda`` of ``aws:lambda/function:Function``."""
    return token.partition(":")[2].partition("/")[0]


def types_of(module: str) -> tuple[str, ...]:
    """The resource types of a module."""
    return tuple(token for token in all_tokens() if module_of(token) == module)


def modules() -> tuple[str, ...]:
    """The modules that have resource types."""
    return tuple(dict.fromkeys(map(module_of, all_tokens())))


def services_of(module: str) -> tuple[str, ...]:
    """The services whose operations may make the module's resources."""
    named = _table("modules")["api"].get(module)
    return tuple(named) if named else _services_by_name().get(plain(module), ())


def namespaces_of(module: str) -> tuple[str, ...]:
    """The namespaces of CloudFormation, in letters and digits."""
    named = _table("modules")["cloudformation"].get(module)
    return tuple(map(plain, named)) if named else (plain(module),)


def prefixes_of(module: str) -> tuple[str, ...]:
    """What the API's names have before the provider's: ``CreateDBInstance`` makes ``aws:rds/instance``."""
    return tuple(_table("modules")["prefixes"].get(module, ()))


@cache
def cloudformation_types(namespace: str) -> Mapping[str, str]:
    """The types of a namespace by their own names."""
    found = {}
    for name in cloudformation.types():
        _, space, own = name.split("::")
        if plain(space) == namespace:
            found[own] = name
    return found


def why_left_out(argument: str, kind: str) -> str:
    """Why an argument's facts of a kind make no row; empty where they do."""
    for reason, (pattern, kinds) in _left_out().items():
        if kind in kinds and pattern.fullmatch(argument):
            return reason
    return ""


@cache
def refuted() -> Mapping[str, str]:
    """Rows that a working program breaks, ``TYPE PATH KIND``, with the value and where it is."""
    found: Mapping[str, str] = _table("refuted")["rows"]
    return found


def name_of(module: str) -> str:
    """The service that a module is about, as messages name it."""
    services = services_of(module)
    return api.service_name(services[0]) if len(services) == 1 else module


def ignores_case(module: str, argument: str) -> bool:
    """Whether the provider takes the argument in any case."""
    return argument in _table("any_case")["modules"].get(module, ())


def is_observed(token: str, path: str) -> bool:
    """Whether a public program has one of the values of the argument's enumeration."""
    return path in _table("observed")["types"].get(token, ())


@cache
def _left_out() -> Mapping[str, tuple[re.Pattern[str], frozenset[str]]]:
    return {
        reason: (re.compile(one["arguments"]), frozenset(one["kinds"]))
        for reason, one in _table("left_out")["reasons"].items()
    }


@cache
def _services_by_name() -> Mapping[str, tuple[str, ...]]:
    return {plain(name): (name,) for name in api.services()}


@cache
def _table(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found
