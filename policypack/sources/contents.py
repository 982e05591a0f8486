"""Makes Python read a program's files from memory. Loaded by ``runner.py``, and as it free of the rest of the pack."""

from __future__ import annotations

import _io
import importlib.machinery
import io
import linecache
import os
from collections.abc import Mapping
from typing import Any


def read_instead(texts: Mapping[str, str]) -> None:
    """For these files (path -> bytes, each as a character) Python reads neither the disk nor compiled code."""
    contents = {path: text.encode("latin-1") for path, text in texts.items()}
    names = {os.path.basename(path) for path in contents}
    opened, stats = io.open_code, importlib.machinery.SourceFileLoader.path_stats

    def content_of(path: Any) -> bytes | None:
        return contents.get(os.path.realpath(path)) if os.path.basename(path) in names else None

    def open_code(path: Any) -> Any:
        content = content_of(path)
        return opened(path) if content is None else io.BytesIO(content)

    def path_stats(self: Any, path: Any) -> Any:
        if content_of(path) is not None:
            raise OSError  # Python then compiles the code anew, and keeps nothing of it.
        return stats(self, path)

    io.open_code = _io.open_code = open_code
    importlib.machinery.SourceFileLoader.path_stats = path_stats  # type: ignore[method-assign]
    for path, content in contents.items():
        lines = content.decode("utf-8", "replace").splitlines(keepends=True)
        linecache.cache[path] = (len(content), None, lines, path)
