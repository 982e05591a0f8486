"""What needs no program: rules, what AWS rejects, and versions of engines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from mcp.types import CallToolResult

from policypack.assistants.replies import (
    Explained,
    FoundRejections,
    FoundRules,
    Rejected,
    RuleLine,
    RulePage,
    Version,
    Versions,
    reply,
    shortened,
)
from policypack.catalog.catalog import load_catalog
from policypack.catalog.listing import GONE, cells, engines, facts_of, table
from policypack.errors import ConfigurationError
from policypack.reports import rejections
from policypack.reports.lookup import explained, with_words
from policypack.reports.pages import page, rules_list
from policypack.rule import AnyRule

MOST_LISTED = 40


def explain(name: str, rules: Sequence[AnyRule]) -> CallToolResult:
    """The pages of the rules that the name stands for."""
    told = []
    for rule in explained(name, rules):
        text = shortened(page(rule), f"`rejections` finds them by words beside {rule.id}.")
        told.append(RulePage(rule=rule.id, level=rule.level, severity=rule.severity, summary=rule.summary, page=text))
    return reply("\n".join(one.page for one in told), Explained(rules=told))


def find(words: Sequence[str], rules: Sequence[AnyRule]) -> CallToolResult:
    """The rules with the words, a line each."""
    found = list(with_words(words, rules))
    listed, more = found[:MOST_LISTED], max(0, len(found) - MOST_LISTED)
    lines = [RuleLine(rule=one.id, level=one.level, summary=one.summary) for one in listed]
    text = rules_list(listed) or f"No rule has {' and '.join(words)} in it.\n"
    return reply(text + _more(more), FoundRules(rules=lines, more=more))


def rejected(words: Sequence[str], rules: Sequence[AnyRule]) -> CallToolResult:
    """What AWS rejects, with the words."""
    matching = rejections.matching(rules, words)
    found = [
        Rejected(service=one.service, condition=condition, error=one.error, rule=rule, source=one.source)
        for rule, condition, one in islice(matching, MOST_LISTED)
    ]
    more = sum(1 for _ in matching)
    text = "".join(f"{one.service}: {one.condition}\n  {one.error}\n  {one.rule}  {one.source}\n" for one in found)
    none = f"The pack knows no rejection with {' and '.join(words)}.\n"
    return reply((text or none) + _more(more), FoundRejections(rejections=found, more=more))


def versions(engine: str, region: str) -> CallToolResult:
    """The versions of an engine that the region may have, and how long AWS supports them."""
    known = engines()
    name = engine.lower()
    if name not in known:
        raise ConfigurationError(f"No engine {engine}: the catalog has {', '.join(sorted(known))}.")
    catalog = load_catalog()
    told: list[Version] = []
    lines: list[str] = []
    hidden = 0
    for service in known[name]:
        facts = facts_of(catalog, service, name, region)
        shown = [cells(one) for one in facts if one.status not in GONE]
        hidden += len(facts) - len(shown)
        told += [
            Version(
                service=service, version=version, status=status, support_ends=ends, recommended=bool(advised), data=data
            )
            for version, status, ends, advised, data in shown
        ]
        lines += [f"{service}:", *table(catalog, service, name, region, everything=False)]
    data = Versions(engine=name, region=region, versions=told, hidden=hidden)
    return reply("".join(f"{line}\n" for line in lines), data)


def _more(count: int) -> str:
    return f"{count} more; add a word to find fewer.\n" if count else ""
