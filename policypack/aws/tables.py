"""Tables of AWS's facts that come with the pack: JSON files, each with its source and date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policypack.catalog.files import Section, read_file

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> Section:
    """The table ``name`` (without ``.json``), read once, when first asked for."""
    return read_file(_FOLDER / f"{name}.json")
