"""The arguments of pulumi-aws's resource types, with blocks inside blocks, and what its documentation says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policypack.catalog.schema import Kind, PropertyType, input_schema
from policypack.catalog.sdk import resource_type, text_of

_DEEPEST = 7
_DOCUMENTED = re.compile(
    r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:    @[^\n]*\n)*    def (\w+)\(self\)[^\n]*\n'
    r'        """\n(.*?)\n        """',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a type or of a block in it; ``path`` ends with ``[]`` for the elements of a list."""

    path: str
    type: PropertyType
    text: str
    """The provider's documentation."""


@dataclass(frozen=True, slots=True)
class Block:
    """The arguments of a resource type, or of one of its blocks."""

    path: str
    arguments: Mapping[str, Argument]

    def below(self, argument: Argument) -> Block | None:
        """The block that the argument holds, or that each element of its list is."""
        held, path = argument.type, argument.path
        if held.kind is Kind.LIST and held.element is not None:
            held, path = held.element, f"{path}[]"
        if held.kind is not Kind.OBJECT or held.source is None or path.count(".") >= _DEEPEST:
            return None
        return _block(path, held.fields, *held.source)


def arguments_of(token: str) -> Block:
    """The arguments of a resource type."""
    found = resource_type(token)
    declared = re.search(r"^__all__ = \['(\w+)'", text_of(found.file), re.MULTILINE)
    return _block("", input_schema(token), found.file, declared.group(1) if declared else f"{found.class_name}Args")


def each_block(block: Block, seen: tuple[object, ...] = ()) -> Iterator[Block]:
    """The block and all blocks below it; a block inside itself is entered once."""
    yield block
    for argument in block.arguments.values():
        held = argument.type.element if argument.type.kind is Kind.LIST else argument.type
        inner = block.below(argument)
        if inner is not None and held is not None and held.source not in seen:
            yield from each_block(inner, (*seen, held.source))


def each_argument(block: Block) -> Iterator[Argument]:
    """All arguments of a block and of those below it."""
    for one in each_block(block):
        yield from one.arguments.values()


def _block(path: str, fields: Mapping[str, PropertyType], file: Path, class_name: str) -> Block:
    texts = _texts(file, class_name)
    below = f"{path}." if path else ""
    return Block(path, {name: Argument(below + name, type_, texts.get(name, "")) for name, type_ in fields.items()})


def _texts(file: Path, class_name: str) -> Mapping[str, str]:
    """The documentation of each argument, by its wire name."""
    return {
        name or python: " ".join(text.split())
        for name, python, text in _DOCUMENTED.findall(_class_texts(file).get(class_name, ""))
    }


@cache
def _class_texts(file: Path) -> Mapping[str, str]:
    """The text of each class of a file."""
    text = text_of(file)
    starts = [(match.start(), match.group(1)) for match in re.finditer(r"^class (\w+)", text, re.MULTILINE)]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    return {name: text[start:end] for (start, name), end in zip(starts, ends, strict=True)}
