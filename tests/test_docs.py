"""Pages and tables are made of the rules, so they never disagree with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policypack.commands.contributing import checkout
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from policypack.reports.arguments_page import with_services_table
from policypack.reports.pages import pages, rules_list, write_pages
from policypack.reports.references import as_link

ROOT = Path(__file__).parents[1]


def test_each_rule_has_the_page_that_it_makes() -> None:
    made = pages(all_rules())
    for path in ("rules/README.md", *(f"rules/{rule.id}.md" for rule in all_rules())):
        file = ROOT / "docs" / path
        assert file.exists(), f"{file} is missing: run ./guardrails docs"
        assert file.read_text(encoding="utf-8") == made[path], f"{file} was edited: run ./guardrails docs"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    there = {file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").glob("*/*.md")}
    assert there == {path for path in pages(all_rules()) if "/" in path}


def test_the_pages_of_rejections_are_made_of_the_rules() -> None:
    made = {path: content for path, content in pages(all_rules()).items() if path.startswith("rejections")}
    assert len(made) > 20
    for path, content in made.items():
        assert (ROOT / "docs" / path).read_text(encoding="utf-8") == content, "run ./guardrails docs"


def test_the_table_of_arguments_is_made_of_the_rows() -> None:
    page_ = (ROOT / "docs" / "arguments.md").read_text(encoding="utf-8")
    assert with_services_table(page_) == page_, "run ./guardrails docs"


def test_pages_go_where_they_are_asked_to(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.md").write_text("mine", encoding="utf-8")
    gone = tmp_path / "rules" / "gone.md"
    gone.write_text(next(iter(pages(all_rules()[:1]).values())), encoding="utf-8")
    assert write_pages(tmp_path, all_rules()[:3]) == len(pages(all_rules()[:3]))
    assert not gone.exists()
    assert {file.name for file in tmp_path.glob("rules/*")} == {
        "mine.md",
        "README.md",
        *(f"{one.id}.md" for one in all_rules()[:3]),
    }


def test_an_installed_pack_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"is installed in .*; name a folder by --to"):
        checkout("docs", "; name a folder by --to", tmp_path)
    assert checkout("docs") == ROOT


def test_the_index_has_each_rule_once_under_a_service_with_a_name() -> None:
    index = pages(all_rules())["rules/README.md"]
    listed = re.findall(r"^\| \[([\w-]+)\]", index, re.MULTILINE)
    assert sorted(listed) == [rule.id for rule in all_rules()]
    headings = re.findall(r"^## (.+)$", index, re.MULTILINE)
    assert len(headings) == len(set(headings)) > 50
    assert {"SQS", "Elastic Load Balancing", "Several services"} <= set(headings)


def test_the_list_for_a_terminal_has_a_line_a_rule() -> None:
    lines = rules_list(all_rules()).splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in all_rules()]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html#x", "API_CreateKey"),
        ("https://github.com/18F/identity-terraform/pull/27", "18F/identity-terraform#27"),
        ("https://github.com/acme/pack/blob/main/README.md", "README.md"),
        ("https://www.pulumi.com/docs/iac/concepts/secrets/", "secrets"),
        ("https://www.pulumi.com", "www.pulumi.com"),
    ],
)
def test_a_reference_has_a_short_text(address: str, text: str) -> None:
    assert as_link(address) == f"[{text}]({address})"


def test_code_in_a_table_has_no_bar_that_is_escaped() -> None:
    for path, content in pages(all_rules()).items():
        found = re.findall(
            r"`[^`\n]*\\\|[^`\n]*`", "\n".join(one for one in content.splitlines() if one.startswith("|"))
        )
        assert found == [], path
    assert (
        "<code>OnUnauthenticatedRequest: Valid Values: deny &#124; allow &#124; authenticate</code>"
        in (pages(all_rules())["rejections/elastic-load-balancing.md"])
    )
