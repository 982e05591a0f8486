"""Plain words in what people read: pages of rules, guides, messages of the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE_WORDS = re.compile(
    r"\b(?:stands|mend(?:s|ed)?|whatever|refuses|lets? through|goes by|of one's own|nobody has to|untold|is told|"
    r"what is said)\b",
    re.IGNORECASE,
)
"""Words that are not the field's: AWS rejects and accepts, a program sets, a value is known or not."""
QUOTED = re.compile(r"`[^`]*`|```.*?```|\"[^\"\n]*\"", re.DOTALL)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_is_in_plain_words(page: Path) -> None:
    """What is quoted is somebody else's: errors of AWS, code."""
    text = QUOTED.sub("", page.read_text(encoding="utf-8"))
    found = [match for line in text.splitlines() for match in HOUSE_WORDS.findall(line)]
    assert found == []
