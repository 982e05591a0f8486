"""Where a finding is, as tools of a repository name it: a file relative to the repository's root, and a line."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from policypack.model.texts import encodable
from policypack.reports.results import Result, StackReport

_FILES = (".py", ".json", ".gz")
"""A target of such a name is a file itself."""


class Place(NamedTuple):
    """A file with ``/`` between its parts, absolute where it is outside of the repository; ``line`` 0 is none."""

    file: str
    line: int

    @property
    def is_inside(self) -> bool:
        """The repository has the file."""
        return not self.file.startswith("/") and "://" not in self.file

    @property
    def uri(self) -> str:
        """The file as a URI, a relative one of a file inside of the repository."""
        if "://" in self.file:
            return quote(encodable(self.file), safe="/:@?&=%+,;~!$'()*")
        path = quote(encodable(self.file), safe="/~!$'()*,;=@")
        return path if self.is_inside else f"file://{path}"


class Places:
    """Finds places for a call in the folder ``here``."""

    def __init__(self, here: Path | None = None) -> None:
        folder = (here or Path.cwd()).absolute()
        self._root = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder).as_posix()
        self._here = folder.as_posix()

    def of(self, stack: StackReport, result: Result | None = None) -> Place:
        """The place of a result, else of its stack: where no line is known, that of the project's file or the state."""
        if result is not None and result.file:
            return Place(self._relative(posixpath.join(stack.folder, result.file)), result.line)
        return Place(self._relative(_file_of(stack)), 0)

    def _relative(self, path: str) -> str:
        if "://" in path:
            return path
        whole = posixpath.normpath(posixpath.join(self._here, path))
        root = self._root.rstrip("/") + "/"
        return whole[len(root) :] if whole.startswith(root) else whole


def _file_of(stack: StackReport) -> str:
    target = stack.target.replace("\\", "/")
    if "://" in target or target.endswith(_FILES):
        return target
    return posixpath.join(stack.folder or target, "Pulumi.yaml")
