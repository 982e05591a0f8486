"""Writing a catalog file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timezone
from pathlib import Path

from policypack.catalog.files import Json
from policypack.documents.files import write_text


def today() -> date:
    """The date that an observation made now bears, in UTC."""
    return datetime.now(timezone.utc).date()


def write_file(path: Path, content: Mapping[str, Json]) -> None:
    """Replace the file in one step: a reader sees the old or the new content, never half of it.

    Objects stand one key a line down to the third level and are compact below, so that a change reads well in a diff.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, _text_of(content, depth=0) + "\n")


def _text_of(content: Json, depth: int) -> str:
    if isinstance(content, Mapping) and content and depth < 3:
        lines = (f"{json.dumps(key)}: {_text_of(value, depth + 1)}" for key, value in content.items())
        return "{\n" + ",\n".join(" " * (depth + 1) + line for line in lines) + "\n" + " " * depth + "}"
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)
