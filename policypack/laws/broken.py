"""What does not hold of a rule."""

from __future__ import annotations

from policypack.model.records import record


@record(frozen=True, slots=True)
class Broken:
    """A law that a rule breaks: its short name, the place (``FILE:LINE`` where that is known), what was expected and
    what came, and what to do."""

    law: str
    where: str
    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.law}: {self.problem} {self.hint}"
