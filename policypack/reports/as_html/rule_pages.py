"""The pages of rules, as HTML for one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt

from policypack.engine.registry import load, location, module_name
from policypack.reports.pages import page


def rule_pages(rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Id and page of each built-in rule among the ids."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    for rule in rules:
        if location(rule) is not None:
            yield rule, markdown.render(_without_comment(page(load(module_name(rule)))))


def _without_comment(text: str) -> str:
    """The page without its first line, which says how it was made."""
    return text.partition("\n")[2]
