"""The code of a fix: names and classes as the program at hand would write them."""

from __future__ import annotations

import keyword
import re

from policypack.model.resources import Resource


def variable(resource: Resource) -> str:
    """A Python name for the resource in the code of a fix, made of its logical name."""
    name = re.sub(r"\W+", "_", resource.name, flags=re.ASCII).strip("_").lower()
    if not name or name[0].isdigit() or keyword.iskeyword(name):
        return f"{resource.type.rsplit(':', 1)[-1].lower()}_{name}".rstrip("_")
    return name


def name_of(resource: Resource) -> str:
    """The logical name as a Python string literal."""
    return '"' + resource.name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def python_name(wire_name: str) -> str:
    """A property's name in a Python program: ``storageType`` is ``storage_type``."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", wire_name).lower()
