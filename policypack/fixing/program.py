"""The program's files, and where each resource of a run is registered in them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import libcst as cst

from policypack.fix.languages import kind_of
from policypack.fixing.outcomes import DeclinedError
from policypack.fixing.source import SourceFile
from policypack.model.fixes import Target
from policypack.model.resources import Resource
from policypack.reports.run import Run

LIBRARIES = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, eq=False)
class Site:
    """The one call that registers a resource, and the ``others`` that it makes, too; what ``repeats`` it, if a loop
    does."""

    resource: Resource
    source: SourceFile
    call: cst.Call
    others: tuple[Resource, ...] = ()
    repeats: str = ""

    @property
    def statement(self) -> cst.SimpleStatementLine:
        """The line of code that holds the call. Raises DeclinedError."""
        return self.source.statement(self.call)


@dataclass
class Program:
    """A run, and the files that it came from; each is read when it is first asked for."""

    run: Run
    contents: Mapping[Path, bytes]
    """Of the files that the run was made with, where they are others than on the disk."""
    files: dict[Path, SourceFile] = field(default_factory=dict)
    _sites: dict[str, Site | str] = field(default_factory=dict)

    def site(self, urn: str, alike: frozenset[str] = frozenset()) -> Site:
        """Where the resource is registered, by a call that makes no other one than those of ``alike``. Raises
        DeclinedError."""
        if urn not in self._sites:
            try:
                self._sites[urn] = self._found(urn)
            except DeclinedError as reason:
                self._sites[urn] = str(reason)
        found = self._sites[urn]
        if isinstance(found, str):
            raise DeclinedError(found)
        others = [one for one in found.others if one.urn not in alike]
        if others or (found.others and not alike):
            names = ", ".join(one.name for one in others[:3]) + (", ..." if len(others) > 3 else "")
            raise DeclinedError(f"the call also makes {names}")
        if found.repeats and not (found.others and alike):
            raise DeclinedError(f"the resource is made in a {found.repeats}")
        return found

    def target(self, target: Target) -> Site:
        """Where a step's resource is registered. Raises DeclinedError."""
        if target.urn:
            return self.site(target.urn)
        named = [one.urn for one in self.run.stack.resources if (one.type, one.name) == (target.type, target.name)]
        if len(named) != 1:
            raise DeclinedError(f'{kind_of(target.type)} "{target.name}" is not in the program')
        return self.site(named[0])

    def is_imported(self, name: str, source: SourceFile) -> bool:
        """Another file of the program speaks of the name and of the source's module."""
        words = [re.compile(rf"\b{re.escape(word)}\b") for word in (name, source.path.stem)]
        return any(
            all(word.search(text) for word in words) for path, text in self._texts.items() if path != source.path
        )

    @cached_property
    def _texts(self) -> dict[Path, str]:
        """The program's Python files, without those of environments and hidden folders."""
        found = {}
        for folder, folders, files in os.walk(self.run.root):
            if "pyvenv.cfg" in files:
                folders.clear()
                continue
            folders[:] = [one for one in folders if not one.startswith(".") and one not in LIBRARIES]
            for file in files:
                if file.endswith(".py"):
                    path = (Path(folder) / file).resolve()
                    found[path] = path.read_text(encoding="utf-8", errors="replace")
        return found

    def _found(self, urn: str) -> Site:
        resource = self.run.stack.get(urn)
        if resource is None or resource.type == "pulumi:pulumi:Stack":
            raise DeclinedError("no resource of the program is at fault")
        source, call = self._call(resource)
        others = tuple(
            one
            for one in self.run.stack.resources
            if one.urn != urn and self.run.position(one.urn) == self.run.position(urn) and self._is_made_by(one, call)
        )
        return Site(resource, source, call, others, source.repetition(call))

    def _is_made_by(self, resource: Resource, call: cst.Call) -> bool:
        try:
            return self._call(resource)[1] is call
        except DeclinedError:
            return True  # Another resource of the same line, whose call cannot be told from this one.

    def _call(self, resource: Resource) -> tuple[SourceFile, cst.Call]:
        file, _, line = self.run.position(resource.urn).rpartition(":")
        if not file:
            raise DeclinedError("the program does not say where the resource is made")
        path = (self.run.root / file).resolve()
        if LIBRARIES & set(path.parts):
            raise DeclinedError("an installed library makes the resource")
        return self._file(path), self._file(path).registration(int(line), kind_of(resource.type), resource.name)

    def _file(self, path: Path) -> SourceFile:
        if path not in self.files:
            self.files[path] = SourceFile.read(path, self.contents.get(path))
        return self.files[path]
