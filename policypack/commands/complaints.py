"""What a command says on standard error where it ends without a report."""

from __future__ import annotations

import sys
from contextlib import suppress

from policypack.model.texts import clipped, one_line


def complain(problem: str, frames: str = "") -> None:
    """Says it, the frames first, if standard error is there."""
    lines = [*frames.split("\n"), f"error: {problem}"] if frames else [f"error: {problem}"]
    write_error("".join(f"{clipped(one_line(line))}\n" for line in lines))


def write_error(text: str) -> None:
    """Writes to standard error, if it is there."""
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()
