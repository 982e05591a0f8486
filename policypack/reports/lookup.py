"""Finds rules by what people know of them: an id, a control, another pack's policy, or words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.engine.registry import find
from policypack.errors import ConfigurationError
from policypack.reports import coverage
from policypack.reports.rejections import plain
from policypack.rule import AnyRule


def explained(name: str, rules: Sequence[AnyRule]) -> list[AnyRule]:
    """The rule of this id, or those that answer the control or the policy. Raises ConfigurationError for none."""
    rule = find(name, rules)
    found = [rule] if rule is not None else coverage.answering(name, rules)
    if not found:
        why = coverage.why_not(name)
        raise ConfigurationError(why or f"{name}: no such rule; see `python -m policypack rules`.")
    return found


def with_words(words: Sequence[str], rules: Sequence[AnyRule]) -> Iterator[AnyRule]:
    """The rules with each of the words in id, summary, types or controls, without case, blanks and punctuation."""
    wanted = [one for one in map(plain, words) if one]
    for rule in rules:
        told = plain(" ".join((rule.id, rule.summary, *rule.applies_to, *rule.controls, *rule.partly)))
        if all(word in told for word in wanted):
            yield rule
