"""Writes which requirements of frameworks the controls stand for: python -m tools.frameworks CHECKOUT

CHECKOUT is a checkout of github.com/prowler-cloud/prowler, whose public mappings name, for each control of AWS Security
Hub and for each requirement of a framework, the checks that decide it. A control stands for a requirement where one
check decides both. Only ids are taken. What AWS itself maps (CIS from 3.0 on, NIST, PCI DSS) is in controls.json.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policypack.catalog.writing import today
from policypack.frameworks.controls import MAPPINGS, all_controls

SOURCE = "https://github.com/prowler-cloud/prowler/tree/master/prowler/compliance/aws"
CONTROLS = "aws_foundational_security_best_practices_aws"
FRAMEWORKS: Mapping[str, tuple[str, str]] = {
    "cis-1.4": ("cis_1.4_aws", r"^(\d+(?:\.\d+)+)$"),
    "hipaa": ("hipaa_aws", r"^(164\.\S+)"),
    "iso-27001-2022": ("iso27001_2022_aws", r"^(A\.\d+\.\d+)$"),
    "soc-2": ("soc2_aws", r"^([A-Z]+\d+\.\d+)"),
    "well-architected-security": ("aws_well_architected_framework_security_pillar_aws", r"^(SEC\d+-BP\d+)$"),
}
"""Framework -> its file, and the form of a requirement's number in its id or its name."""


def main() -> int:
    """Write the file, and say how many controls stand for a requirement of each framework."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1]) / "prowler" / "compliance" / "aws"
    checks = {id_: own for id_, own in _requirements(folder, CONTROLS, r"^(\w+\.\d+)$") if id_ in all_controls()}
    found: dict[str, dict[str, list[str]]] = {}
    for name, (file, form) in FRAMEWORKS.items():
        requirements = list(_requirements(folder, file, form))
        for control, own in checks.items():
            numbers = [number for number, others in requirements if own & others]
            if numbers:
                found.setdefault(control, {})[name] = sorted(set(numbers))
    told = {name: sum(name in own for own in found.values()) for name in FRAMEWORKS}
    empty = [name for name, count in told.items() if not count]
    if empty:
        sys.exit(f"{', '.join(empty)}: no requirement was found; the file has changed its form, nothing is written")
    MAPPINGS.write_text(_text(found), encoding="utf-8")
    sys.stdout.write("".join(f"{name}: {count} controls\n" for name, count in told.items()))
    return 0


def _requirements(folder: Path, name: str, form: str) -> Iterator[tuple[str, set[str]]]:
    """The number of each requirement, and the checks that decide it."""
    content: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    for one in content["Requirements"]:
        match = next((found for text in (one["Id"], one.get("Name") or "") if (found := re.search(form, text))), None)
        if match is not None and one["Checks"]:
            yield match[1], set(one["Checks"])


def _text(found: Mapping[str, Mapping[str, list[str]]]) -> str:
    lines = ",\n".join(
        f"  {json.dumps(control)}: {json.dumps(found[control])}" for control in all_controls() if control in found
    )
    return f'{{\n "source": {json.dumps(SOURCE)},\n "as_of": "{today()}",\n "controls": {{\n{lines}\n }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
