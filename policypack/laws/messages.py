"""The laws of messages: they say what is wrong and how to correct it, and show no secret."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from policypack.engine.findings import Finding, Outcome
from policypack.laws.asking import Ran, findings
from policypack.laws.broken import Broken
from policypack.laws.changes import MARK, kept_secret
from policypack.rule import AnyRule

LAW = "messages say what is wrong and how to fix it"
SECRETS = "no message shows a secret"
MOST_LINES = 3
"""Lines of a message without AWS's error, at 100 columns."""
_LISTED = re.compile(r", | and | or |; ")
_F_STRING = re.compile(r'\bf"[^"]*"')
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w.]*\}")
_SENTINEL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def messages(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """Each violation has a problem of a few lines and a fix, with its values written in."""
    for one in findings(rule, ran.stack, ran.deployment):
        if one.outcome is Outcome.VIOLATED:
            for problem, hint in _faults(one):
                yield Broken(LAW, ran.where(one.resource_name), f"On {one.resource_name}: {one.at}, {problem}", hint)


def _faults(one: Finding) -> Iterator[tuple[str, str]]:
    text = f"{one.problem} {one.fix}"
    if not one.problem:
        yield "the message says no problem.", "Give require a problem: a sentence with the value and why it matters."
    if not one.fix:
        yield "the message has no fix.", "Give require a fix: the steps that change the program, or a note."
    if "not known" in text:
        yield (
            'a decided finding says that something is "not known".',
            "Show only values that decided it, or ask for the other one with a fact.",
        )
    if '" not set' in text:
        yield "the message prints an absent value beside another one.", "Say what is not set in words of its own."
    lines = textwrap.wrap(one.problem, 96, break_on_hyphens=False)
    if len(lines) > MOST_LINES and len(_LISTED.findall(one.problem)) < MOST_LINES:
        yield f"the message has {len(lines)} lines; {MOST_LINES} are expected.", "Say it in two short sentences."
    for placeholder in _PLACEHOLDER.findall(_F_STRING.sub("", text))[:1]:
        yield f"the message shows {placeholder}: a string lacks its f.", "Write an f before the string's quote."


def shows_no_secret(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """No text of a finding has a part of a value that is secret."""
    for change in kept_secret(rule, ran.stack):
        for one in findings(rule, change.stack, ran.deployment):
            text = f"{one.problem} {one.fix} {one.at} {one.because}"
            if MARK in f"{text} {one.rejects}" or _SENTINEL.search(text):
                yield Broken(
                    SECRETS,
                    ran.where(change.resource.name),
                    f"With a secret {change.path} of {change.resource.name}, the message shows it.",
                    "Print the Value itself, which hides a secret, instead of a plain value that was taken out of it.",
                )
