"""The licences of all packages in an environment: ``python -m tools.licences`` prints them.

It fails for one that is not known to let everybody use the package in every program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PERMISSIVE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Python-2.0",
        "Unlicense",
    }
)
"""By their SPDX identifiers. The MPL asks for changes to its own files only."""
_CLASSIFIERS: Mapping[str, str] = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_TEXTS: Mapping[str, str] = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "bsd 3-clause": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd": "BSD-3-Clause",
    "mit": "MIT",
    "mit license": "MIT",
    "dual license": "Apache-2.0",
}
_ASK = """
import json
from importlib import metadata
print(json.dumps([
    [one.metadata["Name"], one.version, one.metadata.get("License-Expression") or "", one.metadata.get("License") or "",
     [c.rpartition(" :: ")[2] for c in one.metadata.get_all("Classifier") or () if c.startswith("License ::")]]
    for one in metadata.distributions()]))
"""
_TOOLS = frozenset({"pip", "setuptools", "wheel", "aws-guardrails"})
"""What an environment has of its own."""


class LicenceError(Exception):
    """A package whose licence is not known to be permissive."""


@dataclass(frozen=True)
class Licensed:
    """A package with its licence, as an SPDX expression."""

    name: str
    version: str
    licence: str


def licences_of(python: str) -> list[Licensed]:
    """Those of all packages in the environment of this Python, in order. Raises LicenceError."""
    told = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True).stdout
    found = [
        Licensed(name, version, licence_of(expression, text, classifiers))
        for name, version, expression, text, classifiers in json.loads(told)
        if name not in _TOOLS
    ]
    refused = [
        f"{one.name} {one.version} ({one.licence or 'none told'})" for one in found if not is_permissive(one.licence)
    ]
    if refused:
        raise LicenceError(f"licences that are not known to be permissive: {', '.join(refused)}")
    return sorted(found, key=lambda one: one.name.lower())


def licence_of(expression: str, text: str, classifiers: Iterable[str]) -> str:
    """The SPDX expression of what a package's metadata says; as it says it where that is not known."""
    if expression:
        return expression
    known = [_CLASSIFIERS[one] for one in classifiers if one in _CLASSIFIERS]
    first = text.strip().split("\n")[0].strip()
    return known[0] if known else _TEXTS.get(first.lower(), first)


def is_permissive(expression: str) -> bool:
    """One of its alternatives has only permissive licences."""
    ways = re.split(r"\s+OR\s+", expression.replace("(", "").replace(")", ""))
    return any(all(one in PERMISSIVE for one in re.split(r"\s+AND\s+", way)) for way in ways)


def table(found: Iterable[Licensed]) -> str:
    """In Markdown."""
    rows = [f"| {one.name} | {one.version} | {one.licence} |" for one in found]
    return "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows]) + "\n"


def main() -> int:
    """Prints the table of this environment."""
    try:
        print(table(licences_of(sys.executable)), end="")
    except LicenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
