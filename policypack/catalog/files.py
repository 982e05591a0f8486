"""Catalog files: JSON objects whose mistakes are named by file, key and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.errors import CatalogError
from policypack.model.records import record

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None

DATA = Path(__file__).parent / "data"
"""The folder of the files that come with the pack."""

_REMEDY = "correct it by hand or write it again with `policypack catalog refresh`"


@record(frozen=True, slots=True)
class Section:
    """One object of a catalog file, with its place, so that whoever reads a wrong value can say where it stands."""

    content: Mapping[str, Json]
    file: str
    place: str = ""

    def __contains__(self, key: str) -> bool:
        return key in self.content

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def section(self, key: str) -> Section:
        """The object under ``key``; an empty one where there is none."""
        value = self.content.get(key, {})
        if not isinstance(value, Mapping):
            raise self.wrong(key, "an object")
        return Section(value, self.file, self._place_of(key))

    def text(self, key: str, default: str | None = None) -> str:
        """The text under ``key``; ``default`` where there is none, an error where that is None."""
        value = self.content.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; empty where there is none."""
        values = self.content.get(key, ())
        if not isinstance(values, Sequence) or isinstance(values, str):
            raise self.wrong(key, "a list of texts")
        if set(map(type, values)) <= {str}:
            return cast("tuple[str, ...]", tuple(values))
        return tuple(self._text_in(key, value) for value in values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The list of whole numbers under ``key``; empty where there is none."""
        values = self.content.get(key, ())
        if not isinstance(values, Sequence) or isinstance(values, str):
            raise self.wrong(key, "a list of whole numbers")
        return tuple(self._number_in(key, value) for value in values)

    def number(self, key: str) -> int:
        """The whole number under ``key``."""
        return self._number_in(key, self.content.get(key))

    def flag(self, key: str, default: bool) -> bool:
        """The truth value under ``key``; ``default`` where there is none."""
        value = self.content.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def wrong(self, key: str, expected: str) -> CatalogError:
        """The error for ``key``, which should hold ``expected``."""
        return CatalogError(f"{self.file}: {self._place_of(key)} must be {expected}; {_REMEDY}")

    def _text_in(self, key: str, value: Json) -> str:
        if not isinstance(value, str):
            raise self.wrong(key, "a list of texts")
        return value

    def _number_in(self, key: str, value: Json) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "a whole number")
        return value

    def _place_of(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def read_file(path: Path) -> Section:
    """The object in a JSON file; CatalogError where it cannot be read or is something else."""
    try:
        content: Json = read_json(path)
    except UnreadableError as error:
        remedy = _REMEDY if error.problem.startswith("is not JSON") else "check the catalog's path"
        raise CatalogError(f"{path}: {error.problem}; {remedy}") from error
    if not isinstance(content, Mapping):
        raise CatalogError(f"{path}: must hold an object of sections such as engine_versions; {_REMEDY}")
    return Section(content, str(path))


@cache
def bundled(name: str) -> Section:
    """The pack's own file ``name`` (without ``.json``), read once, when first asked for."""
    return read_file(DATA / f"{name}.json")
