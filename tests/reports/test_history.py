"""A line for each run, and what changed from one to the next."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from policypack.errors import ReportError
from policypack.reports.history import append, line_of, read_history, trend
from policypack.reports.results import Report
from tests.reports.samples import result, small
from tests.test_commands import project, run

NOW = datetime(2026, 11, 27, 4, 17, tzinfo=timezone.utc)


def fewer() -> Report:
    """The small report a week later: one mandatory finding is fixed, two of another rule are there."""
    (first, broken) = small().stacks
    kept = tuple(one for one in first.results if one.name != "plain")
    more = tuple(result(name, rule="s3-encryption") for name in ("one", "two"))
    return Report((replace(first, results=kept + more), broken))


def test_a_line_counts_kinds_and_rules(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    append(file, line_of(small(), NOW))
    told = json.loads(file.read_text())
    assert told["time"] == "2026-11-27T04:17:00+00:00"
    assert (told["stacks"], told["not_checked"], told["resources"]) == (2, 1, 6)
    assert told["kinds"] == dict.fromkeys(
        ("crashed", "rejected", "mandatory", "advisory", "undetermined", "exempted"), 1
    )
    assert told["rules"] == {"required-tags": 1, "s3-bucket-policy-valid": 1, "s3-versioning": 1}


def test_the_trend_of_two_runs(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    for report, day in ((small(), 20), (fewer(), 27)):
        append(file, line_of(report, NOW.replace(day=day)))
    lines = list(trend(read_history(file)))
    assert lines[1].split()[:6] == ["2026-11-20T04:17:00+00:00", "2", "6", "1", "1", "1"]
    assert "2 (+1)" in lines[2]
    assert [one.strip() for one in lines if "->" in one] == [
        "+2  s3-encryption: 0 -> 2",
        "-1  s3-versioning: 1 -> 0",
    ]


def test_one_run_and_none() -> None:
    assert list(trend([])) == ["No run is recorded."]
    assert len(list(trend([line_of(small(), NOW)]))) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", ":1: is not JSON"),
        ("[]", ":1: the document must be an object"),
        ('{"time": "a"}', ":1: stacks is missing"),
        (
            '{"time": "a", "stacks": 1, "not_checked": 0, "resources": 1, "kinds": {}, "rules": {"a": "b"}}',
            ":1: rules.a must be a number",
        ),
    ],
)
def test_a_damaged_file_is_one_line(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    file.write_text(text)
    with pytest.raises(ReportError, match=said):
        read_history(file)


def test_the_commands(tmp_path: Path) -> None:
    folder = project(tmp_path, 'import pulumi_aws as aws\naws.s3.Bucket("logs")\n')
    file = tmp_path / "history.jsonl"
    for _ in range(2):
        assert run("preview", folder, "--history", file, "--config", "aws:region=eu-west-1").returncode == 1
    done = run("trend", file)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert run("trend", tmp_path / "nowhere").returncode == 2
    assert run("preview", folder, "--history", tmp_path / "no" / "file").returncode == 2
