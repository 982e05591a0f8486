"""Finds rows of data that working public programs break, and leaves them out of the next refresh.

    python -m tools.silence [--hcl FOLDER...] [--manifests FOLDER...] [--python FOLDER...] [--write]

Reads what the programs write; nothing is run. The programs of the installed pulumi-aws's documentation and of this
repository are always read. With ``--write`` the rows that are broken go to ``policypack/harvest/data/refuted.json``,
each with a value that a program has and where it is; `guardrails constraints refresh` then leaves them out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from policypack.aws.arguments.judging import fits, values_of
from policypack.aws.arguments.relations import arguments_of, condition, holds
from policypack.aws.arguments.rows import CONFLICTS, ONLY_WITH, Relation, rows_of
from policypack.catalog.writing import today
from policypack.model.values import Value
from policypack.testing import resource
from tools.literals import hcl, manifests, python_programs
from tools.literals.trees import Written

ROOT = Path(__file__).parents[1]
REFUTED = ROOT / "policypack" / "harvest" / "data" / "refuted.json"
OBSERVED = REFUTED.with_name("observed.json")
_SOURCE = (
    "Values in public programs: examples of pulumi-aws, acceptance tests and documentation of Terraform's provider"
)


def broken_rows(written: Iterable[Written], seen: Counter[str]) -> Iterator[tuple[str, str]]:
    """Each row that a program breaks, ``TYPE PATH KIND``, with the value and the place; ``seen`` counts what holds."""
    for one in written:
        rows = rows_of(one.type)
        subject = resource(one.type, "it", one.inputs)
        for row in rows.rows if rows else ():
            for value in values_of(subject, row):
                name = f"{one.type} {row.path} {row.kind}"
                if fits(row, value).truth is False:
                    yield name, f"{value} in {one.place}"
                else:
                    seen[name] += 1
        for relation in rows.relations if rows else ():
            yield from _broken(relation, one, seen)


def _broken(relation: Relation, written: Written, seen: Counter[str]) -> Iterator[tuple[str, str]]:
    """A relation that the program breaks, two arguments at a time; what it computes counts as set."""
    subject = resource(written.type, "it", written.given)
    if not (written.whole or relation.kind in (CONFLICTS, ONLY_WITH)) or not relation.may_speak(written.given):
        return
    for arguments in arguments_of(subject, relation):
        if arguments[0].is_unknown and not arguments[0].path.endswith(relation.arguments[0]):
            continue
        own = [
            Value("computed", value.path) if value.is_unknown and not (at == 1 and relation.values) else value
            for at, value in enumerate(arguments)
        ]
        pairs = combinations(range(len(own)), 2) if relation.kind == CONFLICTS else [tuple(range(len(own)))]
        for pair in pairs:
            part = replace(relation, arguments=tuple(relation.arguments[at] for at in pair))
            name = f"{written.type} {part.path} {relation.kind}"
            if holds(part, tuple(own[at] for at in pair)).truth is False:
                yield name, f"{condition(part)} in {written.place}"
            elif any(not own[at].is_absent for at in pair):
                seen[name] += 1


def programs(options: argparse.Namespace) -> Iterator[Written]:
    """What all programs write."""
    for place, text in python_programs.documented_programs():
        yield from python_programs.resources_in(text, f"pulumi_aws/{place}")
    for folder in (ROOT / "examples", ROOT / "tests" / "programs", *options.python):
        for file in sorted(folder.rglob("*.py")):
            yield from python_programs.resources_in(_text(file), _place(folder, file))
    for folder in options.hcl:
        for file in _files(folder, (".tf", ".go", ".markdown", ".md")):
            yield from hcl.resources_in(_without_errors(_text(file)), _place(folder, file))
    for folder in options.manifests:
        for file in _files(folder, (".yaml", ".yml")):
            yield from manifests.resources_in(_text(file), _place(folder, file))


def main() -> int:
    """Print each row that a program breaks, and what was read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("hcl", "manifests", "python"):
        parser.add_argument(f"--{name}", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="leave the broken rows out from now on")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    found: dict[str, list[str]] = {}
    for name, where in broken_rows(programs(options), seen):
        found.setdefault(name, []).append(where)
    for name, places in sorted(found.items()):
        sys.stdout.write(f"{name}: {len(places)} of {len(places) + seen[name]}, such as {places[0]}\n")
    sys.stdout.write(f"{sum(seen.values())} values of {len(seen)} rows hold; {len(found)} rows are broken.\n")
    if options.write:
        write(found, seen)
    return 0


def write(found: Mapping[str, Sequence[str]], seen: Mapping[str, int]) -> None:
    """Keep the rows that are broken, and the enumerations of which a program has a value."""
    rows = {**_read(REFUTED)["rows"], **{name: places[0] for name, places in found.items()}}
    _keep(REFUTED, "rows", dict(sorted(rows.items())))
    types: dict[str, list[str]] = dict(_read(OBSERVED)["types"])
    for name in sorted(seen):
        type_, path, kind = name.split(" ")
        if kind == "enum" and path not in types.get(type_, ()):
            types[type_] = [*types.get(type_, ()), path]
    _keep(OBSERVED, "types", dict(sorted(types.items())))


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _keep(file: Path, key: str, facts: Mapping[str, object]) -> None:
    head = {"source": _SOURCE, "as_of": today().isoformat()}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(fact, ensure_ascii=False)}" for name, fact in facts.items())
    start = json.dumps(head, indent=1, ensure_ascii=False).removesuffix("\n}")
    file.write_text(f'{start},\n "{key}": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.suffix in endings and file.is_file()]


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _place(folder: Path, file: Path) -> str:
    return f"{folder.name}/{file.relative_to(folder)}"


def _without_errors(text: str) -> str:
    """A test's source without the configurations that it expects an error of."""
    names = set(re.findall(r"Config:\s*(\w+)\([^\n]*\n\s*ExpectError", text))
    for name in names:
        text = re.sub(rf"^func {name}\(.*?^}}", "", text, flags=re.MULTILINE | re.DOTALL)
    return text


if __name__ == "__main__":
    sys.exit(main())
