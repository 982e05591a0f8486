"""Links of the pages lead somewhere: to a file, to a heading, and from the site to pages of the site only."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policypack.reports.rule_index import anchor
from tests.outputs import pages
from tools.terminal import FILE as PICTURE
from tools.terminal import chosen, picture, printed

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OURS = "https://github.com/aws-guardrails/aws-guardrails/"
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
CODE = re.compile(r"^( *)```.*?^\1```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
PAGES = [page for page in pages() if page.parent not in (DOCS / "rules", DOCS / "rejections")]
MADE = [page for page in pages() if page.parent in (DOCS / "rules", DOCS / "rejections")]


def links(page: Path) -> list[str]:
    return LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))


@cache
def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S), re.M)
    return {anchor(heading) for heading in headings}


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere. Other sites are not asked."""
    found = []
    for link in links(page):
        path, _, heading = link.partition("#")
        if link.startswith(OURS):
            kind, _, name = path.removeprefix(OURS).partition("/main/")
            is_there = kind not in ("blob", "tree") or (ROOT / name).exists()
        elif "://" in link or link.startswith("mailto:"):
            is_there = True
        else:
            target = (page.parent / path).resolve() if path else page
            leaves_site = page.is_relative_to(DOCS) and not target.is_relative_to(DOCS)
            is_there = target.is_file() and not leaves_site
            is_there = is_there and (not heading or target.suffix != ".md" or heading in anchors(target))
        if not is_there:
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_links_of_pages_that_are_made_lead_somewhere() -> None:
    assert len(MADE) > 400
    assert {page.name: found for page in MADE if (found := broken(page))} == {}


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n\n[a](#here) [b](#there) [c](none.md) [d](page.md#here) `[e](code.md)`\n", encoding="utf-8"
    )
    assert broken(page) == ["#there", "none.md"]


def navigation(entries: list[Any]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        for one in entry.values() if isinstance(entry, dict) else [entry]:
            found += [one] if isinstance(one, str) else navigation(one)
    return found


def test_the_navigation_of_the_site_has_each_guide_once() -> None:
    configuration = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    listed = [one for one in navigation(configuration["project"]["nav"]) if "://" not in one]
    guides = {page.name for page in DOCS.glob("*.md")}
    assert sorted(listed) == sorted({*guides, "rules/README.md"})


def test_the_picture_of_the_readme_is_what_the_command_prints() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(chosen(printed())), "run python -m tools.terminal"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_block_of_code_has_a_language_and_perhaps_a_title(page: Path) -> None:
    """The site shows a block with anything else after its language as text."""
    fences = re.findall(r"^ *```(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert [one for one in fences if not re.fullmatch(r'(\w+( title="\S+")?)?', one)] == []
    assert "" in fences[1::2] or not fences
    assert "" not in fences[::2], "a block without a language"
