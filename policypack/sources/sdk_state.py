"""The state of Pulumi's SDK in this process, put back after a program that ran in it.

The SDK keeps some of it in context variables, which a copy of the context keeps apart, and older versions more of it in
modules and classes, where a run also puts itself between the SDK and the program.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

_CHANGED = (
    "pulumi.Config",
    "pulumi.Output",
    "pulumi.Resource",
    "pulumi.StackReference",
    "pulumi.output",
    "pulumi.output.Unknown",
    "pulumi.runtime",
    "pulumi.runtime.config",
    "pulumi.runtime.invoke",
    "pulumi.runtime.resource",
    "pulumi.runtime.rpc",
    "pulumi.runtime.rpc_manager",
    "pulumi.runtime.settings",
    "pulumi.runtime.settings.SETTINGS",
    "pulumi.runtime.stack",
    "pulumi.runtime.stack.Stack",
)
"""What a run changes, as a module or an attribute of one; not each is there in every version of the SDK."""
_OF_CLASSES = frozenset({"__dict__", "__weakref__", "__doc__"})


@contextmanager
def sdk_state_kept() -> Iterator[None]:
    """Puts back what is changed meanwhile."""
    before = [(one, dict(vars(one))) for one in _changed()]
    log = logging.getLogger("asyncio")
    level = log.level
    try:
        yield
    finally:
        log.setLevel(level)
        for one, attributes in before:
            _put_back(one, attributes)


@contextmanager
def environment_of(variables: Mapping[str, str]) -> Iterator[None]:
    """The process environment is ``variables`` meanwhile."""
    before = dict(os.environ)
    _make_environment(variables)
    try:
        yield
    finally:
        _make_environment(before)


def _make_environment(variables: Mapping[str, str]) -> None:
    for key in set(os.environ).difference(variables):
        del os.environ[key]
    for key, value in variables.items():
        if os.environ.get(key) != value:
            os.environ[key] = value


def _changed() -> Iterator[Any]:
    for name in _CHANGED:
        with suppress(ImportError, AttributeError):
            yield _named(name)


def _named(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        holder, _, attribute = name.rpartition(".")
        return getattr(_named(holder), attribute)


def _put_back(one: Any, attributes: Mapping[str, Any]) -> None:
    now = dict(vars(one))
    for name in now.keys() - attributes.keys() - _OF_CLASSES:
        # A module that was imported meanwhile is an attribute of its package, and stays.
        if not isinstance(now[name], type(os)):
            delattr(one, name)
    for name, value in attributes.items():
        if name not in _OF_CLASSES and now.get(name, attributes) is not value:
            setattr(one, name, value)
