"""Pages and tables are made of the rules, so they never disagree with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from policypack.engine.registry import all_rules
from policypack.reports.pages import page, rejections_page, rules_table, with_rules_table

ROOT = Path(__file__).parents[1]


def test_each_rule_has_the_page_that_it_makes() -> None:
    for rule in all_rules():
        file = ROOT / "docs" / "rules" / f"{rule.id}.md"
        assert file.exists(), f"{file} is missing: run ./guardrails docs"
        assert file.read_text(encoding="utf-8") == page(rule), f"{file} was edited: run ./guardrails docs"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    pages = {file.stem for file in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages == {rule.id for rule in all_rules()}


def test_the_page_of_rejections_is_made_of_the_rules() -> None:
    page_ = (ROOT / "docs" / "rejections.md").read_text(encoding="utf-8")
    assert page_ == rejections_page(all_rules()), "run ./guardrails docs"


def test_the_readme_lists_the_rules() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_rules_table(readme, all_rules()) == readme, "run ./guardrails docs"


def test_the_list_for_a_terminal_has_a_line_a_rule() -> None:
    lines = rules_table(all_rules(), as_text=True).splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in all_rules()]


def test_the_readme_shows_what_the_command_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    excerpt = readme.partition("<!-- excerpt -->")[2].partition("<!-- /excerpt -->")[0]
    lines = [line for line in excerpt.splitlines() if line and not line.startswith(("```", "$ ", "..."))]
    command = [sys.executable, "-m", "policypack", "preview", "examples/flawed"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    positions = [printed.index(line) for line in lines]
    assert len(lines) > 5
    assert positions == sorted(positions)
