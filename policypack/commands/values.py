"""Values that a shell completes: ids of rules, and frameworks. No rule is imported."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from policypack.engine.index import listed_rules
from policypack.frameworks.controls import TITLES
from policypack.reports import coverage


def rule_ids(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """The ids that begin so, with what the rules demand."""
    return [CompletionItem(rule.id, help=rule.summary) for rule in listed_rules() if rule.id.startswith(begun)]


def frameworks(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """The frameworks that a run complies with, or does not."""
    return [CompletionItem(name, help=title) for name, title in TITLES.items() if name.startswith(begun)]


def frameworks_and_packs(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The frameworks, and the packs whose policies are compared."""
    return [name for name in coverage.frameworks() if name.startswith(begun)]
