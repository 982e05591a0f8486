"""Facts: true, false, or unknown because of named properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from policypack.model.records import record


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """What keeps a fact unknown: a property path, and the name of the resource that it belongs to."""

    property: str
    resource: str = ""

    def __str__(self) -> str:
        return f"{self.property} of {self.resource}" if self.resource else self.property


MORE = Reason("what may still come")
"""Keeps a fact unknown that stands for any number of resources which an update has not brought yet."""


class MisuseError(TypeError):
    """A question that has three answers, in a place for two: the rule's own mistake."""


class NotToldError(Exception):
    """A check asked an update that still goes on for what only the whole stack tells."""


@record(frozen=True, slots=True)
class Fact:
    """A statement about a stack: ``truth`` is True, False, or None with the reasons why it is not known."""

    truth: bool | None
    because: tuple[Reason, ...] = ()

    def __bool__(self) -> NoReturn:
        raise MisuseError("a Fact has three values: join facts with any_of, all_of and is_not instead of using `if`")

    @property
    def is_unknown(self) -> bool:
        return self.truth is None


TRUE = Fact(True)
FALSE = Fact(False)


def known(truth: bool) -> Fact:
    """The fact that holds just when ``truth`` does."""
    return TRUE if truth else FALSE


def unknown(*reasons: Reason) -> Fact:
    """A fact that nobody knows yet, because of ``reasons``."""
    return Fact(None, reasons)


def is_not(fact: Fact) -> Fact:
    """The opposite; the opposite of an unknown fact is unknown for the same reasons."""
    return fact if fact.truth is None else known(not fact.truth)


def any_of(*facts: Fact) -> Fact:
    """True when one fact is; unknown when none is true and one is unknown; false otherwise, and for no facts."""
    return any_fact(facts)


def all_of(*facts: Fact) -> Fact:
    """False when one fact is; unknown when none is false and one is unknown; true otherwise, and for no facts."""
    return all_facts(facts)


def any_fact(facts: Iterable[Fact]) -> Fact:
    """:func:`any_of` for an iterable; stops at the first true fact."""
    return _join(facts, decisive=True)


def all_facts(facts: Iterable[Fact]) -> Fact:
    """:func:`all_of` for an iterable; stops at the first false fact."""
    return _join(facts, decisive=False)


def _join(facts: Iterable[Fact], *, decisive: bool) -> Fact:
    reasons: dict[Reason, None] = {}
    undecided = False
    for fact in facts:
        if fact.truth is decisive:
            return known(decisive)
        if fact.truth is None:
            undecided = True
            reasons.update(dict.fromkeys(fact.because))
    return Fact(None, tuple(reasons)) if undecided else known(not decisive)


@record(frozen=True, slots=True)
class Count:
    """How many things there are: at least ``low``, at most ``high`` (None: no limit known)."""

    low: int
    high: int | None
    because: tuple[Reason, ...] = ()

    def at_least(self, number: int) -> Fact:
        """There are ``number`` of them or more."""
        if self.low >= number:
            return TRUE
        if self.high is not None and self.high < number:
            return FALSE
        return Fact(None, self.because)

    def __add__(self, other: Count) -> Count:
        """How many there are together."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, tuple(dict.fromkeys((*self.because, *other.because))))

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def count_facts(facts: Iterable[Fact]) -> Count:
    """How many of ``facts`` hold; no limit is known where one stands for what may still come."""
    low = undecided = 0
    reasons: dict[Reason, None] = {}
    for fact in facts:
        if fact.truth is None:
            undecided += 1
            reasons.update(dict.fromkeys(fact.because))
        elif fact.truth:
            low += 1
    return Count(low, None if MORE in reasons else low + undecided, tuple(reasons))
