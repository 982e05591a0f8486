"""Which files an assistant may name: those in the folders of the server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policypack.errors import ConfigurationError
from policypack.model.records import record


@record(frozen=True, slots=True)
class Roots:
    """Folders, as they are without links; relative paths start from the first one."""

    folders: tuple[Path, ...]

    def path(self, named: str) -> Path:
        """The whole path of what an assistant names. Raises ConfigurationError for one outside of the folders."""
        try:
            found = (self.folders[0] / named).resolve()
        except (OSError, ValueError, RuntimeError) as error:  # A null byte, or links that lead to each other.
            raise ConfigurationError(f"{named}: is no path ({type(error).__name__}).") from error
        return self.checked(found)

    def checked(self, path: Path) -> Path:
        """The path itself. Raises ConfigurationError where it, or what it links to, is outside of the folders."""
        if any(path.resolve().is_relative_to(folder) for folder in self.folders):
            return path
        within = ", ".join(map(str, self.folders))
        raise ConfigurationError(f"{path}: is not in {within}: `guardrails mcp --root DIR` names another folder.")


def roots_of(named: Sequence[Path], here: Path) -> Roots:
    """The folders that a call names, else that of the call. Raises ConfigurationError for what is no folder, and where
    the folder of the call is the whole file system."""
    for one in named:
        if not one.is_dir():
            raise ConfigurationError(f"--root {one}: no such folder.")
    if not named and here.resolve() == Path(here.resolve().anchor):
        raise ConfigurationError("mcp: was started in the root of the file system; name the folder by --root DIR.")
    return Roots(tuple(one.resolve() for one in named or (here,)))
