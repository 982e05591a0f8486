"""Verdicts: what a check says of one demand on one resource."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeAlias

from policypack.model.facts import TRUE, Fact, NotToldError, Reason, any_of, is_not
from policypack.model.fixes import NO_FIX, Fix
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value


class Answer(Enum):
    """The four answers; they stay four up to the report."""

    FINE = "fine"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not applicable"


@record(frozen=True, slots=True)
class Verdict:
    """One demand and its answer: the property that it is about; if violated, the problem and the code that fixes it;
    if undetermined, the reasons."""

    answer: Answer
    at: str
    problem: str = ""
    fix: Fix = NO_FIX
    because: tuple[Reason, ...] = ()
    on: Resource | None = None
    """The resource that must change, where it is not the one that was checked."""
    rejects: Rejection | None = None
    """What AWS rejects, where the demand is AWS's own."""
    row: str = ""
    """The row of the rule's table that says it."""

    def __str__(self) -> str:
        if self.answer is Answer.VIOLATED:
            return f"violated: {self.at}"
        if self.answer is Answer.UNDETERMINED:
            return "undetermined: " + ", ".join(dict.fromkeys(reason.property for reason in self.because))
        return str(self.answer.value)


Verdicts: TypeAlias = Verdict | Iterable[Verdict]


def require(
    holds: Fact,
    *,
    at: str | Value,
    problem: str,
    fix: Fix | Callable[[], Fix],
    when: Fact = TRUE,
    on: Resource | None = None,
    rejects: Rejection | None = None,
    row: str = "",
) -> Verdict:
    """Demand that ``holds`` does, ``when`` the demand applies at all.

    ``at`` is the property that must change, ``problem`` one or two sentences with its value and why it matters,
    ``fix`` what to write instead, or a function that says it where it is asked for, ``rejects`` AWS's rejection, whose
    error follows the problem, ``row`` the row of a table that says it. Fine when ``holds`` is true or ``when`` is
    false; violated when both are decided the other way; undetermined otherwise, with the reasons of the one that is
    unknown.
    """
    path = at.path if isinstance(at, Value) else at
    if when.truth is False:
        return Verdict(Answer.NOT_APPLICABLE, path, on=on, rejects=rejects, row=row)
    if holds.truth is True:
        return Verdict(Answer.FINE, path, on=on, rejects=rejects, row=row)
    outcome = any_of(is_not(when), holds)
    if outcome.truth is None:
        return Verdict(Answer.UNDETERMINED, path, because=outcome.because, on=on, rejects=rejects, row=row)
    return Verdict(Answer.VIOLATED, path, problem, _made(fix), on=on, rejects=rejects, row=row)


def _made(fix: Fix | Callable[[], Fix]) -> Fix:
    """The fix; none where only the whole stack tells it."""
    if not callable(fix):
        return fix
    try:
        return fix()
    except NotToldError:
        return NO_FIX


def undetermined(*reasons: Reason, at: str) -> Verdict:
    """The verdict of a demand that cannot even be stated before ``reasons`` are known."""
    return Verdict(Answer.UNDETERMINED, at, because=reasons)
