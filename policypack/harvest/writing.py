"""Writes ``aws/SERVICE/data/constraints.json``: a row a line, in the order of types and arguments."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from policypack.aws.arguments.rows import FILE, SERVICES
from policypack.catalog.sdk import sdk_version
from policypack.catalog.writing import today
from policypack.harvest.agreement import RowData
from policypack.harvest.refresh import TypeData
from policypack.harvest.shapes import SourceName


def write_service(folder: str, found: Sequence[TypeData], sources: Collection[SourceName]) -> int:
    """Write the file of a service's folder, or remove one that has no rows any more; the number of rows."""
    written = {one.token: one for one in found if one.rows}
    file = SERVICES / folder / FILE
    if not written:
        file.unlink(missing_ok=True)
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    init = SERVICES / folder / "__init__.py"
    if not init.exists():
        init.touch()
    file.write_text(_document(written, found, sources), encoding="utf-8")
    return sum(len(one.rows) for one in written.values())


def _document(types: Mapping[str, TypeData], found: Sequence[TypeData], sources: Collection[SourceName]) -> str:
    left_out: Counter[str] = sum((one.left_out for one in found), Counter())
    head = {
        "source": ", ".join(f"{one} {version(one)}" for one in sorted(sources)),
        "as_of": today().isoformat(),
        "provider": sdk_version(),
        "arguments": sum(one.arguments for one in found),
        "covered": sum(one.covered for one in found),
        "left_out": dict(left_out.most_common()),
    }
    lines = ["{", *(f" {_text(key)}: {_text(value)}," for key, value in head.items()), ' "types": {']
    blocks = []
    for token, data in sorted(types.items()):
        facts = {"service": data.service, "protocol": data.protocol, "source": data.source}
        own = [f"   {_text(key)}: {_text(value)}," for key, value in facts.items() if value]
        rows = ",\n".join(f"    {_text(_row(one))}" for one in sorted(data.rows, key=lambda row: (row.path, row.kind)))
        blocks.append("\n".join([f"  {_text(token)}: {{", *own, '   "rows": [', rows, "   ]", "  }"]))
    return "\n".join([*lines, ",\n".join(blocks), " }", "}"]) + "\n"


def _row(row: RowData) -> dict[str, Any]:
    return {
        key: value
        for key, value in asdict(row).items()
        if value is not None and value is not False and value != "" and value != ()
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
