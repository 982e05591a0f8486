"""Options of rules: from JSON-like settings to the rule's dataclass, and from the dataclass to a JSON schema."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from policypack.errors import ConfigurationError

LARGEST = 1_000_000_000
"""No option is a larger number, and none is negative."""
_SCALARS: dict[type, tuple[str, tuple[type, ...]]] = {
    str: ("string", (str,)),
    bool: ("boolean", (bool,)),
    int: ("integer", (int, float)),
    float: ("number", (int, float)),
}


def camel_case(name: str) -> str:
    """``min_subnets`` as settings write it: ``minSubnets``."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def read_options(kind: type[Any] | None, settings: Mapping[str, Any], where: str) -> Any:
    """An instance of the options dataclass ``kind`` from ``settings``; defaults stand for what they leave out.

    ``where`` names the place in errors. Raises ConfigurationError for an unknown key or a value of another type.
    """
    if kind is None:
        if settings:
            raise ConfigurationError(f"{where}: {next(iter(settings))}: this rule has no options; remove it.")
        return None
    if not settings:
        return kind()
    hints = get_type_hints(kind)
    names = {camel_case(field.name): field.name for field in dataclasses.fields(kind)}
    values = {}
    for key, value in settings.items():
        if key not in names:
            near = get_close_matches(key, names, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(sorted(names))}."
            raise ConfigurationError(f"{where}: {key}: no such option; {hint}")
        values[names[key]] = _read(hints[names[key]], value, f"{where}: {key}")
    try:
        return kind(**values)
    except ValueError as error:
        raise ConfigurationError(f"{where}: {error}.") from error


def written_options(options: Any) -> dict[str, Any]:
    """The options of a rule as settings write them: JSON data by camelCase key."""
    if options is None:
        return {}
    return {camel_case(field.name): _plain(getattr(options, field.name)) for field in dataclasses.fields(options)}


def options_schema(kind: type[Any] | None, defaults: Any = None) -> dict[str, dict[str, Any]]:
    """The JSON schema of each option, with its description and default, which ``defaults`` may say otherwise."""
    if kind is None:
        return {}
    written = written_options(defaults)
    hints = get_type_hints(kind, include_extras=True)
    schemas = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        description = next((note for note in getattr(hint, "__metadata__", ()) if isinstance(note, str)), "")
        plain_type = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        schema = {**_schema(plain_type), "description": description}
        if camel_case(field.name) in written:
            schema["default"] = written[camel_case(field.name)]
        elif field.default is not dataclasses.MISSING:
            schema["default"] = _plain(field.default)
        elif field.default_factory is not dataclasses.MISSING:
            schema["default"] = _plain(field.default_factory())
        schemas[camel_case(field.name)] = schema
    return schemas


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | frozenset | set) else value


def _schema(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint][0]}
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _schema(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    return {"type": "object", "additionalProperties": _schema(arguments[1])}


def _read(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(one for one in arguments if one is not type(None)), value, where)
    if origin is Literal:
        if value in arguments:
            return value
        raise ConfigurationError(f"{where}: {value!r} is not one of {', '.join(map(str, arguments))}.")
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_read(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin not in (tuple, Literal) and origin is not None and isinstance(value, Mapping):
        return {str(key): _read(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint in _SCALARS and isinstance(value, _SCALARS[hint][1]) and isinstance(value, bool) is (hint is bool):
        if hint is int and isinstance(value, float) and not value.is_integer():
            raise ConfigurationError(f"{where}: {value!r} is not a whole number.")
        if isinstance(value, int | float) and not 0 <= value <= LARGEST:
            raise ConfigurationError(f"{where}: {value!r} is not a number from 0 to {LARGEST:,}.")
        return hint(value)
    wanted = _schema(hint)["type"]
    raise ConfigurationError(f"{where}: {value!r} is not of type {wanted}.")
