"""The laws that no input makes a rule fail: neither one that is absent nor one that nobody means."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.laws.asking import Ran, crashes
from policypack.laws.broken import Broken
from policypack.laws.changes import removed, spoiled
from policypack.rule import AnyRule

ABSENT = "an absent value makes no check fail"
JUNK = "no input makes a check fail"
_MOST_OF_A_TYPE = 1
"""Resources of one type that get junk."""


def absent(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """Each value that the rule reads is left out, one at a time."""
    for change in removed(rule, ran.stack):
        yield from crashes(ABSENT, rule, change.stack, ran.deployment, f"where {change} is not set")


def junk(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """Each property that the rule reads, and each part of it, gets values of other types and odd texts."""
    for change in spoiled(rule, ran.stack, _MOST_OF_A_TYPE):
        value = change.value
        yield from crashes(JUNK, rule, change.stack, ran.deployment, f"where {change} is {value!r}")
