"""The HTML report: one file that loads nothing, shows each finding, and obeys no text that is in one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from policypack.reports import as_html
from policypack.reports.kinds import totals_of
from policypack.reports.results import Report, StackReport
from tests.reports.browser import document, main_text, needs_browser
from tests.reports.samples import every_kind, large, result, small

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\u202e&amp;"


def written(report: Report, folder: Path) -> Path:
    page = folder / "report.html"
    page.write_text("".join(as_html.render(report)), encoding="utf-8")
    return page


def test_the_file_loads_nothing() -> None:
    html = "".join(as_html.render(small()))
    assert "default-src 'none'" in html
    assert not re.findall(r"<(?:link|img|iframe|script [^>]*src|style [^>]*src)\b", html)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|importScripts", html)


def test_no_text_of_a_program_is_markup() -> None:
    report = Report((StackReport("shop", project=HOSTILE, stack=HOSTILE, results=(result(HOSTILE, fix=HOSTILE),)),))
    html = "".join(as_html.render(report))
    assert "document.title='taken'" in html
    assert "<script>document.title" not in html
    assert "<img" not in html
    assert "\u202e" not in html


def test_the_same_report_gives_the_same_file() -> None:
    assert "".join(as_html.render(small())) == "".join(as_html.render(small()))


def test_the_totals_count_each_kind() -> None:
    totals = totals_of(small())
    assert (totals.stacks, totals.not_checked, totals.resources) == (2, 1, 6)
    assert totals.kinds == dict.fromkeys(
        ("mandatory", "advisory", "rejected", "undetermined", "exempted", "crashed"), 1
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(small(), tmp_path_factory.mktemp("page"))


@needs_browser
class TestInABrowser:
    def test_each_finding_is_there(self, page: Path, tmp_path: Path) -> None:
        shown = main_text(document(page, "view=findings", tmp_path))
        assert "6 findings" in shown
        for one in every_kind():
            assert one.problem in shown
        assert "InvalidBucketName: not valid" in shown
        assert "Exempted: rebuilt each night; owner web; until 2030-01-31 (guardrails.yaml:3)" in shown

    def test_an_address_filters(self, page: Path, tmp_path: Path) -> None:
        shown = main_text(document(page, "view=findings&kind=rejected&text=wrong", tmp_path))
        assert "1 finding of 6" in shown
        assert 'The bucket "Wrong_Name"' in shown
        assert 'The bucket "plain"' not in shown

    def test_stacks_by_rules(self, page: Path, tmp_path: Path) -> None:
        html = document(page, "view=matrix", tmp_path)
        assert "not checked: broken/Pulumi.yaml is missing." in main_text(html)
        assert 'aria-label="4 findings, Rules that failed: s3-versioning in shop/prod"' in html

    def test_the_graph_has_each_resource_and_what_it_needs(self, page: Path, tmp_path: Path) -> None:
        html = document(page, "view=graph&stack=0", tmp_path)
        assert html.count("<rect ") == 6
        assert html.count("<path ") == 1
        assert "advised (aws.s3.Bucket), needs plain: 1 finding" in main_text(html)

    def test_the_page_of_a_rule_is_in_the_file(self, page: Path, tmp_path: Path) -> None:
        html = document(page, "view=findings&rule=s3-versioning", tmp_path)
        assert "Page of the rule" in main_text(html)
        assert '<template data-rule="s3-versioning">' in html
        assert "<strong>S3 buckets must be versioned.</strong>" in html

    def test_hostile_texts_are_text(self, tmp_path: Path) -> None:
        """In each view; the script that a name spells does not run."""
        one = result(HOSTILE, path=HOSTILE, problem=HOSTILE, fix=HOSTILE, error=HOSTILE, source="javascript:alert(1)")
        stack = replace(small().stacks[0], project=HOSTILE, results=(one,), warnings=(HOSTILE,))
        page = written(Report((stack,)), tmp_path)
        for view in ("findings", "matrix", "graph"):
            html = document(page, f"view={view}", tmp_path / view)
            assert "<title>taken" not in html
            assert "<img" not in html
            assert 'href="javascript' not in html

    def test_ten_thousand_findings(self, tmp_path: Path) -> None:
        page = written(large(10_000), tmp_path)
        assert page.stat().st_size < 8_000_000
        shown = main_text(document(page, "view=findings&stack=7&rule=rule-3", tmp_path / "one"))
        assert "10 findings of 10,000" in shown
        assert shown.count("has no versioning.") == 10
        assert "100 stacks, 10 rules with findings" in main_text(document(page, "view=matrix", tmp_path / "two"))
