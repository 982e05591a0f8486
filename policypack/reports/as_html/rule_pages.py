"""The pages of rules, as HTML for one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt

from policypack.engine.index import SomeRule, listed_rules, loaded
from policypack.reports.pages import page_in_report


def rule_pages(ids: Iterable[str], rules: Sequence[SomeRule]) -> Iterator[tuple[str, str]]:
    """Id and page of each of the ``rules``, the pack's where there are none, among the ids."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    known = {one.id: one for one in rules or listed_rules()}
    for rule_id in ids:
        if rule_id in known:
            yield rule_id, markdown.render(_without_comment(page_in_report(loaded(known[rule_id]))))


def _without_comment(text: str) -> str:
    """The page without its first line, which says how it was made."""
    return text.partition("\n")[2]
