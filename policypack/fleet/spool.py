"""Reports of many stacks in a temporary file: a fleet's are not all in memory, and can be read again and again."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

from policypack.reports.as_json import document_of, report_from
from policypack.reports.results import StackReport


def packed(report: StackReport) -> bytes:
    """A report as few bytes, as workers send it and files keep it."""
    return zlib.compress(json.dumps([report.target, document_of(report)]).encode(), 1)


def unpacked(content: bytes) -> StackReport:
    """The report again."""
    target, document = json.loads(zlib.decompress(content))
    return report_from(document, target)


class Spool(Sequence[StackReport]):
    """As many reports as it is made for, each put at its place, in any order; a later one replaces an earlier one.

    The file is the process's own, has no name that others could open, and is gone when the spool is closed.
    """

    def __init__(self, count: int) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._parts = [(0, 0)] * count

    def put(self, place: int, content: bytes) -> None:
        """Keeps the packed report of one target."""
        self._parts[place] = (self._file.seek(0, 2), len(content))
        self._file.write(content)

    def close(self) -> None:
        """Forgets all of them."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._parts)

    def __iter__(self) -> Iterator[StackReport]:
        return (self[place] for place in range(len(self)))

    @overload
    def __getitem__(self, place: int) -> StackReport: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[StackReport]: ...

    def __getitem__(self, place: int | slice) -> StackReport | Sequence[StackReport]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        start, size = self._parts[place]
        self._file.seek(start)
        return unpacked(self._file.read(size))
