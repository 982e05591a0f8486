"""What the schemas of Terraform's provider declare of arguments together, as ``tools.provider_schema`` wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policypack.harvest.relations import Relation

_KEYS = ("lasting", "others")
FILE = Path(__file__).parent / "data" / "provider_schema.json"


@cache
def _document() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def version() -> str:
    """The version of Terraform's provider whose schemas were read."""
    return str(_document()["version"])


def name_of(token: str) -> str:
    """A resource type's name in Terraform, where the file has it."""
    return str(_document()["types"].get(token, {}).get("name", ""))


def relations_of(token: str) -> list[Relation]:
    """The relations that the type's schema declares."""
    own = _document()["types"].get(token, {})
    return [Relation(kind, block, tuple(rest)) for key in _KEYS for kind, block, *rest in own.get(key, ())]


def lasting(token: str) -> frozenset[Relation]:
    """Conflicts that the older and the newer schema declare, each in both arguments: choices between alternatives.

    Of such conflicts schemas drop hardly any; of those that only one of the arguments declares they do.
    """
    own = _document()["types"].get(token, {})
    return frozenset(Relation(kind, block, tuple(rest)) for kind, block, *rest in own.get(_KEYS[0], ()))
