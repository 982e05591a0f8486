"""Where states are: files, folders, patterns, and the buckets that fsspec opens. A place is its path or its URL."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from policypack.documents.files import LARGEST, UnreadableError, read_bytes
from policypack.errors import ReportError

_SUFFIXES = (".json", ".json.gz")
_BACKEND = ".pulumi"
_STACKS = ("stacks",)
"""The folder of a backend that has the states; others have their history, backups and locks."""
_PATTERN = "*?["


def find_states(targets: Iterable[str]) -> list[str]:
    """The places of all states that the targets name, each once, in a fixed order for each target.

    A target is a file, a folder, a pattern of either, or a URL (``s3://bucket/.pulumi/stacks/**``). Raises ReportError
    for one that names nothing.
    """
    places: list[str] = []
    for target in targets:
        found = sorted(_of_url(target) if "://" in target else _of_path(target))
        if not found:
            raise ReportError(f"{target}: no state is there; name files, folders, or URLs of states.")
        places += found
    return list(dict.fromkeys(places))


def read_state_file(place: str) -> bytes:
    """What is at a place. Raises UnreadableError."""
    if "://" not in place:
        return read_bytes(Path(place))
    try:
        with _fsspec().open(place, "rb") as file:
            content: bytes = file.read(LARGEST + 1)
    except Exception as error:  # Each storage raises its own.
        raise UnreadableError(f"cannot be read ({type(error).__name__})") from error
    if len(content) > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST // (1024 * 1024)} MB")
    return content


def _of_path(target: str) -> Iterator[str]:
    is_pattern = any(one in target for one in _PATTERN) and not Path(target).exists()
    for path in map(Path, glob.iglob(target, recursive=True)) if is_pattern else [Path(target)]:
        if path.is_dir():
            yield from (str(one) for one in _below(path) if not is_pattern or _is_state(one.as_posix()))
        elif path.exists() and (not is_pattern or _is_state(path.as_posix())):
            yield str(path)


def _below(folder: Path) -> Iterator[Path]:
    """The states in a folder: of a backend, only its stacks."""
    backend = folder / _BACKEND
    start = next((one for one in (backend.joinpath(*_STACKS), backend) if one.is_dir()), folder)
    if folder.name == _BACKEND and (folder / _STACKS[0]).is_dir():
        start = folder / _STACKS[0]
    for path in start.rglob("*.json*"):
        if path.is_file() and _is_state(path.relative_to(start).as_posix()):
            yield path


def _of_url(target: str) -> Iterator[str]:
    fsspec = _fsspec()
    try:
        storage, path = fsspec.core.url_to_fs(target)
        if any(one in path for one in _PATTERN):
            found = storage.glob(path)
        else:
            found = storage.find(path) if storage.isdir(path) else [path] if storage.exists(path) else []
    except Exception as error:
        raise ReportError(f"{target}: cannot be listed ({type(error).__name__}).") from error
    yield from (storage.unstrip_protocol(one) for one in found if _is_state(one) or one == path)


def _is_state(path: str) -> bool:
    """It may be the state of a stack, by its name: none of what a backend keeps beside them."""
    parts = PurePosixPath(path).parts
    beside = {"history", "backups", "locks", "plugins", "workspaces"}
    if _BACKEND in parts and beside & set(parts[parts.index(_BACKEND) + 1 :][:1]):
        return False
    name = parts[-1] if parts else ""
    return name.endswith(_SUFFIXES) and not name.startswith(".")


def _fsspec() -> Any:
    try:
        import fsspec  # noqa: PLC0415 - an extra
        import fsspec.core  # noqa: PLC0415 - as it
    except ModuleNotFoundError as error:
        raise ReportError("a URL needs fsspec: pip install 'aws-guardrails[cloud]'.") from error
    return fsspec
