"""Files as bytes and texts: only plain ones, only up to a size, and replaced in one step."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

LARGEST = 256 * 1024 * 1024
"""Bytes; the state of a large stack has some ten million."""
_NEW_FILE = 0o666


class UnreadableError(Exception):
    """A file that is not what it should be: ``problem``, the ``path`` of keys inside it, the ``line``, 0 if unknown."""

    def __init__(self, problem: str, path: str = "", line: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path
        self.line = line


def is_file(path: Path) -> bool:
    """Whether there is a plain file; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, most: int = LARGEST) -> bytes:
    """What a plain file holds. Raises UnreadableError for a folder, a pipe, a device, and for more than ``most``."""
    try:
        # A pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            mode = status.st_mode
            if not stat.S_ISREG(mode):
                raise UnreadableError("is a folder, no file" if stat.S_ISDIR(mode) else "is a pipe or device, no file")
            if status.st_size <= most:
                content = file.read(most + 1)  # One that grows meanwhile is no more read than others.
                if len(content) <= most:
                    return content
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read ({_reason(error)})") from error
    raise UnreadableError(f"is larger than {most // (1024 * 1024)} MB")


def read_text(path: Path, most: int = LARGEST) -> str:
    """What a plain file in UTF-8 holds, without the mark that some editors set before it."""
    try:
        return read_bytes(path, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("cannot be read: it is not UTF-8") from error


def write_bytes(path: Path, content: bytes) -> None:
    """Put the content in place of a file in one step: a reader sees the old or the new, never half of it.

    The file keeps its mode; what a link leads to is replaced, not the link. Raises OSError.
    """
    _write(path, (content,))


def write_text(path: Path, text: str) -> None:
    """The same for a text, in UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """The same for a text that comes in pieces, in UTF-8; what that cannot hold is escaped."""
    _write(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    import tempfile  # noqa: PLC0415 - a preview writes nothing

    place = path.resolve()
    if place.exists() and not place.is_file():
        raise IsADirectoryError(f"{place} is no plain file")
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:60]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode_of(place))
        os.replace(name, place)
    except BaseException:
        os.unlink(name)
        raise


def _mode_of(place: Path) -> int:
    """The mode of the file, or the one that a new file gets."""
    try:
        return stat.S_IMODE(place.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return _NEW_FILE & ~mask


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
