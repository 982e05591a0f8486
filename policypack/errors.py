"""The errors that users see, as one tree:

GuardrailsError            one line that says what is wrong and what to do
├── ConfigurationError     a setting of the pack: file or place, key, remedy
├── CatalogError         a catalog file that is damaged
├── ProgramError           the Pulumi program or its project could not be run
└── RuleError              a rule that cannot be loaded
"""

from __future__ import annotations

import traceback
from pathlib import Path

from policypack.model.texts import clipped

_PACKAGE = Path(__file__).parent


class GuardrailsError(Exception):
    """A mistake that its reader can correct; the text is one line without a traceback, cut where it is long."""

    def __str__(self) -> str:
        return clipped(super().__str__())


class ConfigurationError(GuardrailsError):
    """A setting that the pack does not understand."""


class CatalogError(GuardrailsError):
    """A catalog file that cannot be read; names file, key and remedy."""


class ProgramError(GuardrailsError):
    """A Pulumi program that could not be run; ``frames`` is its own traceback, the user's frames only."""

    def __init__(self, message: str, frames: str = "") -> None:
        super().__init__(message)
        self.frames = frames


class RuleError(GuardrailsError):
    """A rule file that the registry cannot load."""


class ReportError(GuardrailsError):
    """A report that cannot be read, or cannot be made here."""


def problem_of(error: Exception) -> tuple[str, str]:
    """One line that says what is wrong, and the program's own frames. A traceback may show a secret, so of what the
    pack did not foresee there is no more than where it failed."""
    if isinstance(error, GuardrailsError):
        return str(error), error.frames if isinstance(error, ProgramError) else ""
    return f"the pack failed with {fault(error)}; this is a fault of the pack, not of the program: report it", ""


def fault(error: BaseException) -> str:
    """``KeyError at policypack/rules/x.py:12``: enough for a report. An error's own text and its traceback may hold
    a secret, so neither is ever shown."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    if not own:
        return type(error).__name__
    place = Path(own[-1].filename).relative_to(_PACKAGE.parent).as_posix()
    return f"{type(error).__name__} at {place}:{own[-1].lineno}"
