"""Reads the YAML and JSON files of a project; every mistake is one line that names the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from policypack.errors import ProgramError


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping that a file holds, empty for an empty file; ProgramError for anything else."""
    try:
        tree = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ProgramError(f"{path}: not YAML{_place(error)}; correct the file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ProgramError(f"{path}: cannot be read: {error}") from error
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        raise ProgramError(f"{path}: holds a {_kind(tree)} where keys and values are expected; correct the file")
    return {str(key): value for key, value in tree.items()}


def mapping_of(tree: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    """The mapping below ``key``, empty where there is none."""
    value = tree.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ProgramError(
            f"{path}: `{key}` holds a {_kind(value)} where keys and values are expected; correct the file"
        )
    return {str(name): item for name, item in value.items()}


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it does not parse"
    return f" at line {mark.line + 1}, column {mark.column + 1}: {problem}" if mark else f": {problem}"


def _kind(tree: Any) -> str:
    return "list" if isinstance(tree, list) else "single value"
