"""Settings as they were written: a tree whose every part knows its file, line and key, for errors to say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

from policypack.documents import yaml_reader
from policypack.documents.files import UnreadableError, read_text
from policypack.documents.json_reader import of_json
from policypack.documents.yaml_reader import LARGEST_YAML
from policypack.errors import ConfigurationError
from policypack.model.records import record

_LONGEST_SHOWN = 60
_DEEPEST = 50
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
        try:
            text = repr(self.plain())
        except ValueError:  # A number with more digits than Python writes.
            return "a very large number"
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
        of_json(text)
    except UnreadableError as error:
        problem = error.problem.replace("is not JSON:", "is not JSON, which `pulumi` needs here:")
        raise Node(None, str(path), error.path, error.line).wrong(f"{problem}.") from error
    return of_yaml(text, str(path))


def _text_of(path: Path) -> str:
    try:
        return read_text(path, LARGEST_YAML)
    except UnreadableError as error:
        raise ConfigurationError(f"{path}: {error.problem}; check the path.") from error


def of_yaml(text: str, file: str) -> Node:
    """The tree of a YAML text, of which JSON is a part; ``file`` names it in errors."""

    def make(content: Any, path: str, line: int) -> Node:
        return Node(content.isoformat() if isinstance(content, datetime) else content, file, path, line)

    try:
        return yaml_reader.of_yaml(text, make) or Node(None, file)
    except UnreadableError as error:
        raise Node(None, file, error.path, error.line).wrong(f"{error.problem}.") from error


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
