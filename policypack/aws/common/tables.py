"""Tables of AWS's facts that come with the pack: JSON files in the folders of services, each with source and date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policypack.catalog.files import Section, read_file

_SERVICES = Path(__file__).parents[1]


@cache
def table(name: str) -> Section:
    """The table ``kms/key_specs`` in the folder ``data`` of its service, read once, when first asked for."""
    service, _, file = name.partition("/")
    return read_file(_SERVICES / service / "data" / f"{file}.json")
