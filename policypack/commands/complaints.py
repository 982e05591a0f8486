"""What a command says on standard error where it ends without a report."""

from __future__ import annotations

import sys
from contextlib import suppress

from policypack.errors import GuardrailsError, ProgramError, fault
from policypack.model.texts import clipped, one_line


def problem_of(error: Exception) -> tuple[str, str]:
    """One line that says what is wrong, and the program's own frames. A traceback may show a secret, so of what the
    pack did not foresee there is no more than where it failed."""
    if isinstance(error, GuardrailsError):
        return str(error), error.frames if isinstance(error, ProgramError) else ""
    return f"the pack failed with {fault(error)}; this is a fault of the pack, not of the program: report it", ""


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
