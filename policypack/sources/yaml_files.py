"""Reads the YAML and JSON files of a project; every mistake is one line that names the file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from policypack.documents.files import UnreadableError, read_text
from policypack.documents.json_reader import of_json
from policypack.documents.yaml_reader import LARGEST_YAML, of_yaml, plain
from policypack.errors import ProgramError
from policypack.model.texts import encodable


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a file holds, empty for an empty file; ProgramError for anything else."""
    try:
        tree = _tree_of(path)
    except UnreadableError as error:
        place = f" at line {error.line}" if error.line and "line" not in error.problem else ""
        key = f" `{error.path}`" if error.path else ""
        raise ProgramError(f"{path}:{key} {error.problem}{place}; correct the file") from error
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        raise ProgramError(f"{path}: holds a {_kind(tree)} where keys and values are expected; correct the file")
    return tree


def _tree_of(path: Path) -> Any:
    if path.suffix == ".json":
        text = read_text(path)
        with suppress(UnreadableError):  # YAML has more forms, and says the line.
            return of_json(text)
        if len(text) > LARGEST_YAML:
            return of_json(text)
        return encodable(of_yaml(text, plain))
    return encodable(of_yaml(read_text(path, LARGEST_YAML), plain))


def mapping_of(tree: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    """The mapping below ``key``, empty where there is none."""
    value = tree.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ProgramError(
            f"{path}: `{key}` holds a {_kind(value)} where keys and values are expected; correct the file"
        )
    return value


def _kind(tree: Any) -> str:
    return "list" if isinstance(tree, list) else "map" if isinstance(tree, dict) else "single value"


def text_of(tree: dict[str, Any], key: str, path: Path) -> str:
    """The text below ``key``, also where YAML reads a number; empty where there is none."""
    value = tree.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, dict | list):
        raise ProgramError(f"{path}: `{key}` holds a {_kind(value)} where a text is expected; correct the file")
    return str(value)


def path_of(folder: Path, name: str, key: str, path: Path) -> Path:
    """The place that a text of the file names, from ``folder``; ProgramError for what no path can be."""
    try:
        place = (folder / name).resolve()
        place.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise ProgramError(f"{path}: `{key}` is not a path ({type(error).__name__}); correct the file") from error
    return place
