"""Where a mistake in a rule's module is."""

from __future__ import annotations

import traceback
from pathlib import Path


def place_of(error: BaseException, file: Path) -> str:
    """File and line of the mistake: the last that is in the folder of the rule's ``file``, else the file."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename).parent == file.parent]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(file)
