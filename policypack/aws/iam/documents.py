"""Policy documents of IAM, in three values: what they allow and deny, and what a preview does not know yet.

Documents of roles, buckets and keys have one grammar:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
A Condition counts in favor of the request: an Allow with one allows, a Deny with one does not deny.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from policypack.aws.common.arns import Target, overlap
from policypack.model.facts import TRUE, Fact, Reason, all_of, any_fact, any_of, is_not, unknown
from policypack.model.json_text import parsed_json
from policypack.model.records import record
from policypack.model.values import Value

PRINTED_ORDER = (
    *("Version", "Id", "Statement", "Sid", "Effect", "Action", "NotAction"),
    *("Resource", "NotResource", "Principal", "NotPrincipal", "Condition"),
)
"""The order in which getPolicyDocument prints the elements."""


def is_printed(text: Any) -> bool:
    """The text may be one that getPolicyDocument printed: indented by two spaces or minified, elements in its order.

    The function leaves out the elements that a preview does not know, and its result has no dependencies in a program
    that calls it without outputs. So nothing but the form of the text tells that it may be incomplete.
    """
    try:
        tree = parsed_json(text) if isinstance(text, str) else None  # an object is not printed
    except ValueError:
        return False
    if not isinstance(tree, dict) or not isinstance(tree.get("Statement", []), list):
        return False
    forms = (
        json.dumps(tree, indent=2, ensure_ascii=False),
        json.dumps(tree, separators=(",", ":"), ensure_ascii=False),
    )
    in_order = all(_is_in_printed_order(part) for part in (tree, *tree.get("Statement", ())))
    return in_order and _unescaped(text) in forms


def _unescaped(text: str) -> str:
    """Without the escapes that Go, which the AWS provider is written in, puts for the characters of HTML."""
    return text.replace("\\u0026", "&").replace("\\u003c", "<").replace("\\u003e", ">")


def _is_in_printed_order(part: Any) -> bool:
    if not isinstance(part, dict) or not set(part) <= set(PRINTED_ORDER):
        return False
    return [PRINTED_ORDER.index(key) for key in part] == sorted(PRINTED_ORDER.index(key) for key in part)


@record(frozen=True, slots=True)
class Statement:
    """One statement of a document."""

    value: Value

    @property
    def is_allow(self) -> Fact:
        return self.value["Effect"].equals("Allow")

    @property
    def is_deny(self) -> Fact:
        """It denies every request."""
        return all_of(self.value["Effect"].equals("Deny"), self.value["Condition"].is_empty())

    def covers(self, action: str) -> Fact:
        """Its Action matches, or its NotAction does not; names compare without case."""
        named = self.value["Action"].any(lambda pattern: _matches(pattern, action))
        spared = self.value["NotAction"].any(lambda pattern: _matches(pattern, action))
        return any_of(named, all_of(self.value["NotAction"].is_set(), is_not(spared)))

    def reaches(self, target: Target) -> Fact:
        """Its Resource, or what its NotResource leaves, holds some of the target's resources."""
        return self._holds(target.met_by, target.lies_in)

    def reaches_all_of(self, target: Target) -> Fact:
        """Its Resource, or what its NotResource leaves, holds all of the target's resources."""
        return self._holds(target.lies_in, target.met_by)

    def _holds(self, named: Callable[[str], Fact], spared: Callable[[str], Fact]) -> Fact:
        resources, others = self.value["Resource"], self.value["NotResource"]
        return any_of(
            resources.any(lambda pattern: pattern.as_text().then(named)),
            all_of(others.is_set(), is_not(others.any(lambda pattern: pattern.as_text().then(spared)))),
        )


@record(frozen=True, slots=True)
class Document:
    """A policy document, and whether more of it may come.

    ``value`` is the property that holds it: JSON text, or an object. ``missing`` are the reasons why a document that
    is known may still lack parts: a preview leaves out what depends on resources that do not exist yet.
    """

    value: Value
    missing: tuple[Reason, ...] = ()

    def statements(self) -> tuple[Statement, ...]:
        """The statements that are known of it; one unknown statement where nothing is."""
        document = self.value.as_json()
        return tuple(Statement(one) for one in (document if document.is_unknown else document["Statement"]).elements())

    def any(self, question: Callable[[Statement], Fact]) -> Fact:
        """One statement answers yes; unknown rather than no where parts are missing."""
        answers = any_fact(question(one) for one in self.statements())
        return any_of(answers, unknown(*self.missing)) if self.missing else answers

    def is_complete(self) -> Fact:
        """Nothing is missing: what is not there is not meant to be there."""
        return unknown(*self.missing) if self.missing else TRUE

    def allows(self, action: str, target: Target) -> Fact:
        """An Allow covers the action on some of the target's resources."""
        return self.any(lambda one: all_of(one.is_allow, one.covers(action), one.reaches(target)))

    def denies(self, action: str, target: Target) -> Fact:
        """A Deny without a condition covers the action on all of the target's resources.

        What is missing of a document is not taken for a Deny: with it, no document of a first preview would do. The
        Condition of a Deny that is there may be missing.
        """
        known_part = Document(self.value)
        denied = known_part.any(lambda one: all_of(one.is_deny, one.covers(action), one.reaches_all_of(target)))
        return all_of(denied, self.is_complete())


@record(frozen=True, slots=True)
class Attached:
    """A document, and the fact that it is attached to whom the question is about."""

    document: Document
    holds: Fact


def allows(documents: Iterable[Attached], action: str, target: Target) -> Fact:
    """What the documents together say of the action on the target; a Deny wins."""
    attached = tuple(documents)
    allowed = any_fact(all_of(one.holds, one.document.allows(action, target)) for one in attached)
    return all_of(allowed, is_not(denies(attached, action, target)))


def denies(documents: Iterable[Attached], action: str, target: Target) -> Fact:
    """One of the documents denies the action on all of the target's resources."""
    return any_fact(all_of(one.holds, one.document.denies(action, target)) for one in documents)


def _matches(pattern: Value, action: str) -> Fact:
    return pattern.as_text().test(lambda text: overlap(text.lower(), action.lower()))
