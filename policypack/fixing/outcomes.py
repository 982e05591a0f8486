"""What became of each finding's fix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from policypack.engine.findings import Finding


class Kind(Enum):
    """Applied to the source, declined for a reason, or a note that no code says."""

    APPLIED = "applied"
    DECLINED = "declined"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finding and what became of its fix; ``text`` is the reason or the note, ``place`` is ``file:line``."""

    finding: Finding
    kind: Kind
    text: str = ""
    place: str = ""


class DeclinedError(Exception):
    """A step cannot be placed safely; the text says why, as a phrase."""
