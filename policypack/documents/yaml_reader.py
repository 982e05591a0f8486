"""YAML within bounds, as plain data whose every part knows its line: no tag makes anything but a value, no alias grows.

Keys are the texts that stand there. A key of a mapping stands over the same one of a mapping that it merges (``<<``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import yaml

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import LONGEST_NUMBER

LARGEST_YAML = 4 * 1024 * 1024
"""Bytes. PyYAML takes seconds for so many."""
_DEEPEST = 50
_MOST_PARTS = 100_000
_MOST_PARTS_OF_MANIFESTS = 1_000_000
_MOST_CHARACTERS = 4 * LARGEST_YAML
_LONGEST_SHOWN = 60
_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = (f"{_TAG}map", f"{_TAG}seq")
_MERGE = f"{_TAG}merge"
_NUMBERS = (f"{_TAG}int", f"{_TAG}float")
_TEXTS = (f"{_TAG}merge", f"{_TAG}value")
"""Tags that mean something as a key only."""

T = TypeVar("T")
R = TypeVar("R")
Scalar = bool | int | float | str | date | datetime | None
Make = Callable[["Scalar | tuple[T, ...] | Mapping[str, T]", str, int], T]
"""Makes a part of its content, its path and its line."""
_Pairs = dict[str, tuple[yaml.Node, yaml.Node]]


def of_yaml(text: str, make: Make[T]) -> T | None:
    """The document in a YAML text, of which JSON is a part; None for an empty one. Raises UnreadableError."""

    def read(loader: yaml.SafeLoader) -> T | None:
        root = loader.get_single_node()
        return None if root is None else _Reader(loader, make).read(root, "", 0, 0)

    return _loaded(text, yaml.SafeLoader, read)


def manifests_of_yaml(text: str) -> list[Any]:
    """All documents in a YAML text as JSON data, in which dates are texts. Raises UnreadableError."""

    def read(loader: yaml.SafeLoader) -> list[Any]:
        found = []
        while loader.check_node():
            node = loader.get_node()
            if node is not None:
                found.append(_Reader(loader, plain, _MOST_PARTS_OF_MANIFESTS).read(node, "", 0, 0))
        return found

    return _loaded(text, _DatelessLoader, read)


def _loaded(text: str, kind: type[yaml.SafeLoader], read: Callable[[yaml.SafeLoader], R]) -> R:
    loader = None
    try:
        loader = kind(text)
        return read(loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it does not parse"
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise UnreadableError(f"not YAML{place}: {problem}", line=mark.line + 1 if mark else 0) from error
    except RecursionError as error:
        raise UnreadableError("is nested too deep") from error
    finally:
        if loader is not None:
            loader.dispose()


def plain(content: Any, _path: str, _line: int) -> Any:
    """Makes parts that are plain JSON data, and dates."""
    return list(content) if isinstance(content, tuple) else content


class _DatelessLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {
        letter: [one for one in resolvers if one[0] != f"{_TAG}timestamp"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Reader(Generic[T]):
    """Turns PyYAML's nodes, which know their lines, into parts."""

    def __init__(self, loader: yaml.SafeLoader, make: Make[T], most: int = _MOST_PARTS) -> None:
        self._loader = loader
        self._make = make
        self._most = most
        self._parts = 0
        self._characters = 0
        self._pairs: dict[int, _Pairs] = {}
        self._merging: set[int] = set()

    def read(self, node: yaml.Node, path: str, line: int, depth: int) -> T:
        line = line or node.start_mark.line + 1
        self._parts += 1
        if depth > _DEEPEST or self._parts > self._most or self._characters > _MOST_CHARACTERS:
            raise UnreadableError("holds itself, or too much", path[:_LONGEST_SHOWN], line)
        if isinstance(node, yaml.ScalarNode):
            return self._make(self._scalar(node, path, line), path, line)
        if node.tag not in _PLAIN_TAGS:
            raise UnreadableError(f"{node.tag[:_LONGEST_SHOWN]} is not plain data", path, line)
        if isinstance(node, yaml.SequenceNode):
            items = (self.read(item, f"{path}[{at}]", 0, depth + 1) for at, item in enumerate(node.value))
            return self._make(tuple(items), path, line)
        fields = {
            key: self.read(value, _below(path, key), key_node.start_mark.line + 1, depth + 1)
            for key, (key_node, value) in self._pairs_of(node, path).items()
        }
        return self._make(fields, path, line)

    def _pairs_of(self, node: yaml.Node, path: str) -> _Pairs:
        """The keys and values of a mapping: its own, and those that it merges, each mapping's once."""
        if id(node) in self._pairs:
            return self._pairs[id(node)]
        if id(node) in self._merging:
            raise UnreadableError("merges itself", path[:_LONGEST_SHOWN], node.start_mark.line + 1)
        self._merging.add(id(node))
        own: _Pairs = {}
        merged: _Pairs = {}
        for key_node, value in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnreadableError("a key is not a text", path, line)
            if key_node.tag == _MERGE:
                for one in self._merged(value, path, line):
                    merged = {**one, **merged}
                continue
            key = str(key_node.value)
            if key in own:
                first = own[key][0].start_mark.line + 1
                raise UnreadableError(f"is here twice, first on line {first}", _below(path, key), line)
            own[key] = key_node, value
        found = {**merged, **own}
        self._parts += len(found)
        self._merging.discard(id(node))
        self._pairs[id(node)] = found
        return found

    def _merged(self, node: yaml.Node, path: str, line: int) -> list[_Pairs]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(one, yaml.MappingNode) for one in nodes):
            raise UnreadableError("what << merges is not a mapping", path, line)
        return [self._pairs_of(one, path) for one in nodes]

    def _scalar(self, node: yaml.ScalarNode, path: str, line: int) -> Scalar:
        self._characters += len(node.value)
        if node.tag in _TEXTS:
            return str(node.value)
        if node.tag in _NUMBERS and len(node.value) > LONGEST_NUMBER:
            raise UnreadableError(f"is a number of {len(node.value):,} digits", path, line)
        try:
            value = self._loader.construct_object(node)
        except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, yaml.YAMLError) as error:
            kind = node.tag.removeprefix(_TAG)[:_LONGEST_SHOWN]
            raise UnreadableError(f"{_shown(node.value)} is not a {kind}", path, line) from error
        if value is None or isinstance(value, bool | int | float | str | date):
            return value
        raise UnreadableError(f"{_shown(node.value)} is not plain data", path, line)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}...")


def _below(path: str, key: str) -> str:
    key = key if len(key) <= _LONGEST_SHOWN else f"{key[:_LONGEST_SHOWN]}..."
    return f"{path}.{key}" if path else key
