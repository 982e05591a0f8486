"""Where a refresh reads and writes: the pack's own folder, one file a section, or one file of the user's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypack.catalog.files import DATA, Json, Section, read_file
from policypack.catalog.writing import write_file
from policypack.model.records import record


@record(frozen=True, slots=True)
class Store:
    """A folder of section files, or a ``.json`` file whose keys are the sections."""

    path: Path = DATA

    @property
    def is_folder(self) -> bool:
        """Whether each section is a file of its own."""
        return self.path.suffix != ".json"

    def sections(self) -> tuple[str, ...]:
        """The names of the sections that are there, sorted."""
        if self.is_folder:
            return tuple(sorted(file.stem for file in self.path.glob("*.json")))
        return tuple(sorted(read_file(self.path))) if self.path.exists() else ()

    def read(self, name: str) -> Section:
        """The section; an empty one where there is none."""
        if not self.is_folder:
            whole = read_file(self.path) if self.path.exists() else Section({}, str(self.path))
            return whole.section(name)
        file = self.path / f"{name}.json"
        return read_file(file) if file.exists() else Section({}, str(file))

    def write(self, name: str, content: Mapping[str, Json]) -> None:
        """Replace one section, in one step; other sections stay as they are."""
        if self.is_folder:
            write_file(self.path / f"{name}.json", content)
            return
        whole = dict(read_file(self.path).content) if self.path.exists() else {}
        write_file(self.path, {**whole, name: content})
