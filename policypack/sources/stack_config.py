"""A stack's configuration as the engine would hand it to the program: namespaced keys, texts, and which are secret."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from policypack.errors import ProgramError
from policypack.model.records import record
from policypack.sources.yaml_files import mapping_of, read_mapping
from policypack.wire.trees import UNKNOWN_STRING


@record(frozen=True, slots=True)
class StackConfig:
    """``values`` by full key (``aws:region``). An encrypted value, or part of a structured one, is the unknown text."""

    values: Mapping[str, str]
    secret_keys: frozenset[str]

    @property
    def encrypted_keys(self) -> frozenset[str]:
        """The keys whose whole value only the stack's own key could decrypt."""
        return frozenset(key for key, value in self.values.items() if value == UNKNOWN_STRING)

    def namespace(self, name: str) -> dict[str, str]:
        """The values of one namespace (``aws``) by their short key."""
        prefix = f"{name}:"
        return {key[len(prefix) :]: value for key, value in self.values.items() if key.startswith(prefix)}

    def under(self, project: str, values: Mapping[str, str], secret: Iterable[str]) -> StackConfig:
        """This configuration over ``values`` of a project, of which the keys in ``secret`` are secret."""
        told = {_full_key(project, key): value for key, value in values.items()}
        secrets = self.secret_keys.union(_full_key(project, key) for key in secret)
        return StackConfig({**told, **self.values}, secrets)


def read_stack_config(
    project: str,
    project_file: Path | None,
    stack_file: Path | None,
    given: Mapping[str, str],
    given_secrets: Mapping[str, str],
) -> StackConfig:
    """The project's defaults, over them the stack's file, over them what the call gives; a key that one of them calls
    secret is secret."""
    values: dict[str, str] = {}
    secrets: set[str] = set()
    for key, entry in _project_entries(project_file).items():
        full_key = _full_key(project, key)
        default, is_secret = _default(entry)
        if default is not None:
            values[full_key] = config_text(default)
        if is_secret:
            secrets.add(full_key)
    for key, value in _stack_entries(stack_file).items():
        full_key = _full_key(project, key)
        values[full_key] = config_text(_without_ciphertext(value))
        if _holds_ciphertext(value):
            secrets.add(full_key)
    values.update({_full_key(project, key): value for key, value in (*given.items(), *given_secrets.items())})
    secrets.update(_full_key(project, key) for key in given_secrets)
    return StackConfig(values, frozenset(secrets))


def _project_entries(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    tree = read_mapping(path)
    # In old projects `config` is the folder of the stacks' files.
    return {} if isinstance(tree.get("config"), str) else mapping_of(tree, "config", path)


def _stack_entries(path: Path | None) -> dict[str, Any]:
    return {} if path is None else mapping_of(read_mapping(path), "config", path)


def _default(entry: Any) -> tuple[Any, bool]:
    """The value that a declaration in Pulumi.yaml gives, None where it only declares, and whether it is secret."""
    if not isinstance(entry, dict):
        return entry, False
    value = entry["value"] if "value" in entry else entry.get("default")
    return value, bool(entry.get("secret"))


def _full_key(project: str, key: str) -> str:
    """``instanceType`` is ``shop:instanceType``; the old form ``shop:config:instanceType`` means the same."""
    parts = key.split(":")
    if len(parts) == 1:
        return f"{project}:{key}"
    if len(parts) == 3 and parts[1] == "config":
        return f"{parts[0]}:{parts[2]}"
    if len(parts) == 2 and all(parts):
        return key
    raise ProgramError(f"configuration key '{key}': write KEY or NAMESPACE:KEY")


def _is_ciphertext(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"secure"}


def _holds_ciphertext(value: Any) -> bool:
    if _is_ciphertext(value):
        return True
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds_ciphertext(part) for part in parts)


def _without_ciphertext(value: Any) -> Any:
    if _is_ciphertext(value):
        return UNKNOWN_STRING
    if isinstance(value, dict):
        return {str(key): _without_ciphertext(part) for key, part in value.items()}
    return [_without_ciphertext(part) for part in value] if isinstance(value, list) else value


def config_text(value: Any) -> str:
    """The text that Pulumi makes of a value: JSON for structured ones."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, separators=(",", ":"), default=str, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
