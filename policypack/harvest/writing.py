"""Writes ``aws/SERVICE/data/constraints.json``: a row a line, in the order of types and arguments."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from policypack.aws.arguments.rows import FILE, SERVICES
from policypack.catalog.sdk import sdk_version
from policypack.catalog.writing import today
from policypack.harvest import declared
from policypack.harvest.agreement import RowData
from policypack.harvest.refresh import TypeData
from policypack.harvest.relations import RelationData
from policypack.harvest.shapes import SourceName


def write_service(folder: str, found: Sequence[TypeData], sources: Collection[SourceName]) -> int:
    """Write the file of a service's folder, or remove one that has no rows any more; the number of rows."""
    written = {one.token: one for one in found if one.rows or one.relations}
    file = SERVICES / folder / FILE
    if not written:
        file.unlink(missing_ok=True)
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    init = SERVICES / folder / "__init__.py"
    if not init.exists():
        init.touch()
    versions = _versions(file) | {str(one): _version(one) for one in sources}
    file.write_text(_document(written, found, versions), encoding="utf-8")
    return sum(len(one.rows) + len(one.relations) for one in written.values())


def _document(types: Mapping[str, TypeData], found: Sequence[TypeData], versions: Mapping[str, str]) -> str:
    left_out: Counter[str] = sum((one.left_out for one in found), Counter())
    head = {
        "source": ", ".join(f"{one} {versions[one]}" for one in sorted(versions)),
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
        lists = {
            "rows": [_row(one) for one in sorted(data.rows, key=lambda row: (row.path, row.kind))],
            "relations": [_row(one) for one in sorted(data.relations, key=_place)],
        }
        written = [f"   {_text(key)}: [\n{_lines(rows)}\n   ]" for key, rows in lists.items() if rows]
        blocks.append("\n".join([f"  {_text(token)}: {{", *own, ",\n".join(written), "  }"]))
    return "\n".join([*lines, ",\n".join(blocks), " }", "}"]) + "\n"


def _versions(file: Path) -> dict[str, str]:
    """The sources that the file was made from so far, and their versions."""
    if not file.exists():
        return {}
    source = str(json.loads(file.read_text(encoding="utf-8"))["source"])
    return {name: version for name, _, version in (one.partition(" ") for one in source.split(", "))}


def _version(source: SourceName) -> str:
    return declared.version() if source == "terraform" else version(source)


def _place(one: RelationData) -> tuple[str, ...]:
    return (one.block, one.kind, *one.arguments, *one.values)


def _lines(rows: Sequence[Mapping[str, Any]]) -> str:
    return ",\n".join(f"    {_text(one)}" for one in rows)


def _row(row: RowData | RelationData) -> dict[str, Any]:
    return {
        key: value
        for key, value in asdict(row).items()
        if value is not None and value is not False and value != "" and value != ()
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
