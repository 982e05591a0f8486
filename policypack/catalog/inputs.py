"""Whether a resource type has an input of a name, as the installed pulumi-aws says: quick where it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from policypack.catalog.schema import PropertyType, input_schema
from policypack.catalog.sdk import file_of_token, sdk_folder, text_of
from policypack.errors import CatalogError


def nearest_input(name: str, types: Iterable[str]) -> str | None:
    """The input nearest to ``name``, where none of the types has one of that name; empty where none is near. None where
    a type has it, or nothing can be said: the SDK is not installed, or lacks the types."""
    known: set[str] = set()
    for token in types:
        if _is_in_text(token, name):
            return None
        known |= set(_schema(token))
    if not known or name in known:
        return None
    return next(iter(get_close_matches(name, known, n=1)), "")


def _is_in_text(token: str, name: str) -> bool:
    """Most names are right, and reading a whole class takes some ten milliseconds."""
    try:
        text = text_of(file_of_token(token, sdk_folder()))
    except (CatalogError, OSError):
        return False
    return f'(name="{name}")' in text or f"def {name}(self)" in text


def _schema(token: str) -> Mapping[str, PropertyType]:
    try:
        return input_schema(token)
    except (CatalogError, KeyError, OSError):
        return {}
