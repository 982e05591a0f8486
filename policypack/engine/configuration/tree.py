"""Settings as they were written: a tree whose every part knows its file, line and key, for errors to say them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from policypack.errors import ConfigurationError
from policypack.model.records import record

_MOST_PARTS = 100_000
_LONGEST_SHOWN = 60
_DEEPEST = 50
_PLAIN_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)([T ]00:00:00(\.0+)?( ?\+00:?00)?( ?UTC|Z)?)?")
"""A bare date in a stack's file reaches the pack as midnight: ``2027-01-31 00:00:00 +0000 UTC``."""

Content: TypeAlias = "bool | int | float | str | date | tuple[Node, ...] | Mapping[str, Node] | None"


@record(frozen=True, slots=True)
class Node:
    """One value. ``file`` is the place it came from, ``path`` its key (``levels.s3-*``), ``line`` 0 where not known."""

    content: Content
    file: str
    path: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """``guardrails.yaml:12: levels.s3-versioning``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}" if self.path else place

    def wrong(self, problem: str) -> ConfigurationError:
        """The error to raise about this value: its place, its key, and ``problem``."""
        return ConfigurationError(f"{self.where}: {problem}")

    def fields(self) -> Mapping[str, Node]:
        """The keys and values; an empty value has none. Raises ConfigurationError for anything else."""
        if self.content is None:
            return {}
        if not isinstance(self.content, Mapping):
            raise self.wrong(f"{self.shown} is not a mapping of keys to values.")
        return self.content

    def known_fields(self, known: Iterable[str]) -> Mapping[str, Node]:
        """The fields; ConfigurationError for a key that is not ``known``, with the nearest one that is."""
        known = tuple(known)
        for key, node in self.fields().items():
            if key not in known:
                raise node.wrong(f"no such key; {nearest(key, known)}")
        return self.fields()

    def items(self) -> tuple[Node, ...]:
        """The elements of a list; an empty value has none."""
        if self.content is None:
            return ()
        if not isinstance(self.content, tuple):
            raise self.wrong(f"{self.shown} is not a list.")
        return self.content

    def text(self) -> str:
        """A text that is not empty, its white space made single blanks."""
        if not isinstance(self.content, str) or not self.content.split():
            raise self.wrong(f"{self.shown} is not a text.")
        return " ".join(self.content.split())

    def texts(self) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        return (self.text(),) if isinstance(self.content, str) else tuple(item.text() for item in self.items())

    def day(self) -> date:
        """A date; a time of day behind it must be midnight, which is how Pulumi writes a bare date."""
        if isinstance(self.content, date):
            return self.content
        found = _DAY.fullmatch(self.content.strip()) if isinstance(self.content, str) else None
        try:
            return date.fromisoformat(found.group(1) if found else "")
        except ValueError:
            raise self.wrong(f"{self.shown} is not a date; write it as 2027-01-31.") from None

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.content, Mapping):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, tuple):
            return [node.plain() for node in self.content]
        return self.content.isoformat() if isinstance(self.content, date) else self.content

    @property
    def shown(self) -> str:
        """The value for an error message, cut where it is long."""
        text = repr(self.plain())
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def nearest(word: str, known: Iterable[str]) -> str:
    """What to say to somebody who wrote ``word``: the nearest of ``known``, else all of them if they are few."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"it is one of {', '.join(known)}." if len(known) < 12 else "`policypack rules` lists their names."


def of_plain(value: Any, file: str, path: str = "", depth: int = 0) -> Node:
    """The tree of JSON data that came without lines. Raises ConfigurationError where it is nested too deep."""
    if depth > _DEEPEST:
        raise ConfigurationError(f"{file}: {path[:_LONGEST_SHOWN]}: is nested too deep.")
    if isinstance(value, Mapping):
        parts = {str(key): of_plain(item, file, _below(path, str(key)), depth + 1) for key, item in value.items()}
        return Node(parts, file, path)
    if isinstance(value, list | tuple):
        return Node(tuple(of_plain(one, file, f"{path}[{at}]", depth + 1) for at, one in enumerate(value)), file, path)
    return Node(value, file, path)


def read_file(path: Path) -> Node:
    """The tree of a YAML or JSON file. Raises ConfigurationError where it cannot be read."""
    return of_yaml(_text_of(path), str(path))


def read_json_file(path: Path) -> Node:
    """The tree of a file that Pulumi's CLI must be able to read, too: JSON without comments and trailing commas."""
    text = _text_of(path)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(
            f"{path}:{error.lineno}: is not JSON, which `pulumi` needs here: {error.msg}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path}: is not JSON that `pulumi` can read ({type(error).__name__}).") from error
    return of_yaml(text, str(path))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({type(error).__name__}); check the path.") from error


def of_yaml(text: str, file: str) -> Node:
    """The tree of a YAML text, of which JSON is a part; ``file`` names it in errors."""
    try:
        loader = yaml.SafeLoader(text)
        try:
            root = loader.get_single_node()
            return Node(None, file) if root is None else _Reader(loader, file).read(root, "", 0, 0)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise ConfigurationError(f"{file}{line}: {getattr(error, 'problem', None) or 'is not YAML'}.") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file}: is nested too deep.") from error


class _Reader:
    """Turns PyYAML's nodes, which know their lines, into ours."""

    def __init__(self, loader: yaml.SafeLoader, file: str) -> None:
        self._loader = loader
        self._file = file
        self._parts = 0

    def read(self, node: yaml.Node, path: str, line: int, depth: int) -> Node:
        line = line or node.start_mark.line + 1
        self._parts += 1
        if depth > _DEEPEST or self._parts > _MOST_PARTS:
            raise Node(None, self._file, path[:_LONGEST_SHOWN], line).wrong("holds itself, or too much.")
        if not isinstance(node, yaml.ScalarNode) and node.tag not in _PLAIN_TAGS:
            raise Node(None, self._file, path, line).wrong(f"{node.tag} is not plain data.")
        if isinstance(node, yaml.MappingNode):
            self._loader.flatten_mapping(node)
            return Node(self._fields(node, path, depth), self._file, path, line)
        if isinstance(node, yaml.SequenceNode):
            items = (self.read(item, f"{path}[{at}]", 0, depth + 1) for at, item in enumerate(node.value))
            return Node(tuple(items), self._file, path, line)
        return Node(self._scalar(node, path, line), self._file, path, line)

    def _fields(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise Node(None, self._file, path, line).wrong("a key is not a text.")
            key = str(key_node.value)
            found = self.read(value_node, _below(path, key), line, depth + 1)
            if key in fields:
                raise found.wrong(f"is here twice, first on line {fields[key].line}.")
            fields[key] = found
        return fields

    def _scalar(self, node: yaml.Node, path: str, line: int) -> Content:
        try:
            value = self._loader.construct_object(node)
        except ValueError as error:
            raise Node(None, self._file, path, line).wrong(f"{str(node.value)!r}: {error}.") from error
        if isinstance(value, datetime):
            return value.isoformat()
        if value is None or isinstance(value, bool | int | float | str | date):
            return value
        raise Node(None, self._file, path, line).wrong(f"{str(node.value)!r} is not plain data.")


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
