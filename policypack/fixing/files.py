"""Writes changed files, each at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypack.documents.files import write_bytes
from policypack.errors import ProgramError


def write(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Write each file's new content in place of the old; modes stay. Raises ProgramError, with the file's name."""
    for path, (before, after) in files.items():
        _write(path, before, after)


def _write(path: Path, before: bytes, after: bytes) -> None:
    try:
        if path.read_bytes() != before:
            raise ProgramError(f"{path}: has changed since it was read; run the command again")
        write_bytes(path, after)
    except OSError as error:
        raise ProgramError(f"{path}: cannot be written ({type(error).__name__})") from error
