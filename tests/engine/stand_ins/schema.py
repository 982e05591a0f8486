"""Which outputs a resource of pulumi-aws has, read from the installed SDK's own text (importing it takes seconds)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_OUTPUT = re.compile(
    r'@pulumi\.getter(?:\(name="(?P<wire>\w+)"\))?\n'
    r"(?:(?!.*@pulumi\.getter).*\n)*?"
    r"    def (?P<python>\w+)\(self\) -> pulumi\.Output\[(?P<type>.*)\]:"
)


@dataclass(frozen=True, slots=True)
class OutputProperty:
    """An output by its name on the wire, and its type as the SDK writes it (``Optional[_builtins.str]``)."""

    name: str
    type: str

    @property
    def is_computed(self) -> bool:
        """The provider answers it where the program left it out: only then is the SDK's type not optional."""
        return not self.type.startswith("Optional[")

    def is_a(self, *types: str) -> bool:
        return self.type.removeprefix("_builtins.").split("[")[0] in types


@cache
def output_properties(token: str) -> tuple[OutputProperty, ...]:
    """The outputs of a type such as ``aws:s3/bucket:Bucket``; empty where the SDK has no module of that name."""
    package, module, name = token.split(":")
    source = _source(f"pulumi_{package}", module)
    if source is None:
        return ()
    _, _, body = source.partition(f"\nclass {name}(pulumi.CustomResource):")
    return tuple(OutputProperty(match["wire"] or match["python"], match["type"]) for match in _OUTPUT.finditer(body))


def _source(package: str, module: str) -> str | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder, _, leaf = module.rpartition("/")
    snake_case = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", leaf).lower()
    root = Path(next(iter(spec.submodule_search_locations)))
    for directory in (folder, f"{folder}_"):
        path = root / directory.replace("index", "") / f"{snake_case}.py"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None
