"""Each format is what its own readers take; no text of a program acts in any of them, and none shows a secret."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from policypack.engine.exemptions.recorded import recorded_in
from policypack.reports import github, markdown, sarif
from policypack.reports.formats import FORMATS
from policypack.reports.places import Places
from policypack.reports.results import Exempting, Gone, Node, Report, Result, StackReport
from policypack.reports.since import Earlier, compared
from policypack.version import version
from tests.hostile import TEXT, acting
from tests.reports.samples import EXEMPTED, every_kind, large, result, small
from tests.test_commands import project, run

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
HOSTILE = (
    TEXT,
    "</details></testcase>]]><script>alert(1)</script><!--",
    '"},{"ruleId":"forged"',
    "##vso[task.setvariable variable=forged]x ##[add-path]/x ##teamcity[x]",
    '=HYPERLINK("http://evil.example")',
    "%0A::error::forged\n::error::forged",
    "a,title=forged::forged",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "@everyone see #12 and !3 https://evil.example www.evil.example a@evil.example",
    "```\n# forged\n```\n* _x_ | `y` ~~z~~",
)
TEXTS = [name for name in FORMATS if name != "html"]


def rendered(name: str, report: Report) -> str:
    return "".join(FORMATS[name].render(report))


def log_of(report: Report, name: str = "sarif") -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered(name, report))
    jsonschema.validate(log, SCHEMA)
    return log


def hostile_report(text: str) -> Report:
    """Every text of every part is the text."""
    kept = {"kind", "outcome", "level", "severity", "foreseen", "exemption", "because", "since", "rule"}
    named = {one.name: text for one in fields(Result) if one.name not in kept}
    exemption = Exempting(*[text] * len(fields(Exempting)))
    found = tuple(
        replace(one, **named, because=(text,), rule=rule, exemption=exemption if one.exemption else None)
        for one in every_kind()
        for rule in ("s3-versioning", text)
    )
    stack = StackReport(
        text,
        project=text,
        stack=text,
        region=text,
        folder=text,
        results=found,
        warnings=(text,),
        graph=(Node(text, text, text, text, (text,)),),
        since=text,
        fixed=(Gone(text, text, text),),
    )
    return Report((stack, StackReport(text, problem=text)), 1.0)


# -- laws of all formats --------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    assert rendered(name, small()) == rendered(name, small()) != ""


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings_and_one_without_stacks_have_a_text(name: str) -> None:
    assert rendered(name, Report((StackReport("idle", project="idle", stack="dev"),)))
    rendered(name, Report(()))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_acts_on_a_terminal_or_forges_a_line(name: str, text: str) -> None:
    shown = rendered(name, hostile_report(text)).replace("\r\n", "\n").removeprefix("\ufeff")
    assert acting(shown) == []
    assert shown.encode()
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::error::forged")]
    assert not re.search(r"##\w*\[", shown)


@pytest.mark.parametrize("name", ["json", "sarif", "github-sarif", "gitlab"])
def test_documents_are_ascii(name: str) -> None:
    assert rendered(name, hostile_report(TEXT)).isascii()


CANARIES = ("canary-of-a-password", "canary-of-a-setting", "canary-of-a-document")
SECRETS = """
import json
import pulumi
import pulumi_aws as aws
config = pulumi.Config()
aws.rds.Instance("db", engine="postgres", engine_version="15.4", instance_class="db.t3.micro",
                 password="canary-of-a-password", username=config.require_secret("user"))
aws.ssm.Parameter("p", type="String", name="p", value=pulumi.Output.secret("canary-of-a-document"))
aws.s3.Bucket("b", bucket=config.require_secret("user"))
"""


def test_no_format_shows_a_secret(tmp_path: Path) -> None:
    project(tmp_path, SECRETS)
    outputs = [option for name in FORMATS for option in ("--output", f"{name}={tmp_path / name}")]
    secret = ("--secret-config", "user=canary-of-a-setting", "--config", "aws:region=eu-south-2")
    done = run("preview", tmp_path, *secret, *outputs)
    assert done.returncode == 1, done.stderr
    assert "password" in done.stdout
    for name in FORMATS:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "rds-engine-version-available" in text or "password-generated" in text, name
        assert [one for one in CANARIES if one in text] == [], name


@pytest.mark.parametrize("name", FORMATS)
def test_a_fleet_is_rendered_one_stack_at_a_time(name: str) -> None:
    """Nobody asks for the list of stacks as a whole."""
    asked: list[int] = []
    report = large(200, stacks=20)

    class Stacks(tuple[StackReport, ...]):
        def __getitem__(self, at: Any) -> Any:
            asked.append(at)
            return tuple.__getitem__(self, at)

    rendered(name, Report(Stacks(report.stacks), 1.0))
    assert not [at for at in asked if isinstance(at, slice)]


# -- SARIF ----------------------------------------------------------------------------------


def test_sarif_has_each_kind() -> None:
    log = log_of(small())
    (run_,) = log["runs"]
    by_name = {one["locations"][0]["logicalLocations"][0]["name"]: one for one in run_["results"]}
    assert {name: (one["kind"], one["level"]) for name, one in by_name.items()} == {
        "plain": ("fail", "error"),
        "advised": ("fail", "note"),
        "Wrong_Name": ("fail", "error"),
        "later": ("open", "none"),
        "logs": ("fail", "error"),
    }
    (suppression,) = by_name["logs"]["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": EXEMPTED.description}
    assert by_name["plain"]["suppressions"] == []
    assert by_name["plain"]["partialFingerprints"]["primaryLocationLineHash"] == every_kind()[0].fingerprint
    (location,) = by_name["plain"]["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "__main__.py", "uriBaseId": "%SRCROOT%"}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == every_kind()[0].urn
    assert "Fix: versioning=" in by_name["plain"]["message"]["text"]
    (invocation,) = run_["invocations"]
    assert not invocation["executionSuccessful"]
    texts = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert texts == [
        'The rule s3-versioning failed: The bucket "odd" has no versioning.',
        "broken was not checked: broken/Pulumi.yaml is missing.",
    ]


def test_sarif_describes_the_rules_that_found_something() -> None:
    log = log_of(small())
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["version"] == version()
    rules = driver["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in log["runs"][0]["results"]] == [
        one["ruleId"] for one in log["runs"][0]["results"]
    ]
    versioning = next(one for one in rules if one["id"] == "s3-versioning")
    assert versioning["helpUri"].endswith("/docs/rules/s3-versioning.md")
    assert "# s3-versioning" in versioning["help"]["markdown"]
    assert versioning["defaultConfiguration"] == {"level": "error"}
    assert float(versioning["properties"]["security-severity"]) == 8.0
    assert "security" in versioning["properties"]["tags"]
    rejects = next(one for one in rules if one["id"] == "s3-bucket-policy-valid")
    assert "security-severity" not in rejects["properties"]


def test_github_gets_open_findings_only_and_no_more_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [one["properties"]["urn"] for one in log_of(small(), "github-sarif")["runs"][0]["results"]]
    assert [name.rsplit("::")[-1] for name in names] == ["plain", "advised", "Wrong_Name"]
    monkeypatch.setattr(sarif, "MOST_ON_GITHUB", 2)
    (run_,) = log_of(small(), "github-sarif")["runs"]
    assert [one["level"] for one in run_["results"]] == ["error", "error"], "what stops comes first"
    assert run_["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"].endswith(": 1.")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sarif_is_valid(text: str) -> None:
    for name in ("sarif", "github-sarif"):
        log = log_of(hostile_report(text), name)
        assert "](" not in "".join(one["message"]["text"] for one in log["runs"][0]["results"])


def test_sarif_says_what_is_new() -> None:
    earlier = Earlier("main.json", {})
    states = {one.get("baselineState") for one in log_of(compared(small(), earlier))["runs"][0]["results"]}
    assert states == {"new", None}, "what is undetermined is neither new nor old"


def test_the_findings_of_sarif_are_read_back(tmp_path: Path) -> None:
    for name in ("sarif", "json"):
        (tmp_path / name).write_text(rendered(name, small()), encoding="utf-8")
    of_sarif, of_json = (recorded_in(tmp_path / name) for name in ("sarif", "json"))
    assert [one for one in of_json if not one.urn.endswith("::odd")] == list(of_sarif) != []


# -- JUnit ----------------------------------------------------------------------------------


def test_junit_is_read_back() -> None:
    suites = JUnitXml.fromstring(rendered("junit", small()).encode())
    assert [suite.name for suite in suites] == ["shop/prod", "broken"]
    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (8, 2, 2, 3)
    kinds: dict[str, list[str]] = {}
    for suite in suites:
        found = list(suite)
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (
            len(found),
            *(
                sum(isinstance(one, kind) for case in found for one in case.result)
                for kind in (Failure, Error, Skipped)
            ),
        )
        for case in found:
            kinds.setdefault("".join(type(one).__name__ for one in case.result), []).append(case.name)
    assert kinds == {
        "": ["the stack is checked"],
        "Failure": ["s3-versioning: plain (versioning)", "s3-bucket-policy-valid: Wrong_Name (versioning)"],
        "Skipped": [
            "required-tags: advised (versioning)",
            "s3-versioning: later (versioning)",
            "s3-versioning: logs (versioning)",
        ],
        "Error": ["s3-versioning: odd (versioning)", "the stack is checked"],
    }
    cases = ElementTree.fromstring(rendered("junit", small())).iter("testcase")
    assert next(one for one in cases if one.get("line")).get("file") == "__main__.py"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_junit_is_xml(text: str) -> None:
    root = ElementTree.fromstring(rendered("junit", hostile_report(text)))
    assert len(list(root.iter("testcase"))) == 2 * len(every_kind()) + 2
    assert {one.tag for one in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "error", "skipped"}


# -- GitLab ---------------------------------------------------------------------------------


def test_gitlab_has_what_its_documentation_asks_for() -> None:
    entries = json.loads(rendered("gitlab", small()))
    assert len(entries) == 5, "four open findings, and the stack that was not checked"
    for one in entries:
        assert one.keys() == {"check_name", "description", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["lines"]["begin"] >= 1
        assert not one["location"]["path"].startswith("./")
    assert len({one["fingerprint"] for one in entries}) == 5
    assert {one["check_name"]: one["severity"] for one in entries}["required-tags"] == "info"


# -- GitHub ---------------------------------------------------------------------------------


def test_annotations_name_file_and_line_and_new_ones_come_first() -> None:
    shown = rendered("github", small()).splitlines()
    assert shown[0].startswith("::error file=broken/Pulumi.yaml,title=guardrails::broken was not checked: ")
    assert shown[1].startswith("::error file=__main__.py,line=12,title=s3-versioning%3A plain::The bucket ")
    assert "%0AFix: versioning=" in shown[1]
    assert shown[-1] == "Guardrails: 4 errors, 0 warnings, 1 notice."
    stack = replace(small().stacks[0], results=(result("old", since="unchanged"), result("young", since="new")))
    assert "young" in rendered("github", Report((stack,))).splitlines()[0]


def test_annotations_are_no_more_than_github_shows() -> None:
    shown = rendered("github", large(1_000)).splitlines()
    assert len([one for one in shown if one.startswith("::error ")]) == github.MOST
    assert shown[-1].endswith("; 990 are not annotated, since GitHub shows 10 of each level.")


_COMMAND = re.compile(r"::(error|warning|notice) (?:[a-z]+=[^,:\r\n]*,?)*::[^\r\n]*")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_annotations_have_their_properties_only(text: str) -> None:
    *commands, _ = rendered("github", hostile_report(text)).splitlines()
    assert commands
    for one in commands:
        assert _COMMAND.fullmatch(one), one
        properties = one.split("::")[1].partition(" ")[2]
        assert [part.partition("=")[0] for part in properties.split(",")][-1] == "title"
        assert properties.count("title=") == 1 + properties.partition("title=")[2].count("title=")


# -- Markdown -------------------------------------------------------------------------------


_OURS = re.compile(r"<!-- aws-guardrails -->|<details><summary>[A-Z][\w ]* \(\d+\)</summary>|</details>")


def tokens_of(text: str) -> list[Any]:
    found = []
    for one in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        found += [one, *(one.children or ())]
    return found


def test_markdown_shows_what_stops_and_folds_the_rest() -> None:
    text = rendered("markdown", small())
    assert text.startswith(f"{markdown.MARK}\n## Guardrails: 1 of 2 not checked\n")
    assert text.index("### Not checked (1)") < text.index("### AWS rejects (1)") < text.index("### Mandatory (2)")
    assert "<details><summary>Advisory (1)</summary>" in text
    assert text.count("<details>") == text.count("</details>") == 3
    assert "`__main__.py:12`" in text


def test_markdown_shows_new_findings_first() -> None:
    stack = replace(small().stacks[0], results=(result("old", since="unchanged"), result("young", since="new")))
    text = rendered(
        "markdown",
        Report(
            (
                replace(
                    stack,
                    since="main.json",
                    fixed=(Gone("a-rule", "urn::gone", ""),),
                ),
            )
        ),
    )
    assert "**Since main.json: 1 new, 1 still there, 1 fixed.**" in text
    assert text.index("### New (1)") < text.index("`young`") < text.index("### Mandatory (1)") < text.index("`old`")
    assert "- `a-rule` on `gone`" in text


def test_markdown_is_no_longer_than_a_comment() -> None:
    for report in (large(10_000), hostile_report("`" * 70_000), hostile_report("<&" * 40_000)):
        text = rendered("markdown", report)
        assert len(text) <= markdown.MOST_CHARACTERS
        assert text.count("<details>") == text.count("</details>")
    assert "are left out, since a comment takes 65,536 characters." in rendered("markdown", large(10_000))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_has_no_markup_of_a_program(text: str) -> None:
    shown = rendered("markdown", hostile_report(text))
    tokens = tokens_of(shown)
    html = {one.content.strip() for one in tokens if one.type in ("html_block", "html_inline")}
    assert {
        one
        for one in html
        if not re.fullmatch(
            r"(<!-- aws-guardrails -->|<details><summary>[A-Z][\w ]* \(\d+\)</summary>|</details>)", one
        )
    } == set()
    kinds = {one.type for one in tokens}
    assert not kinds & {"link_open", "image", "em_open", "s_open", "table_open"}
    headings = [tokens[at + 1].content for at, one in enumerate(tokens) if one.type == "heading_open"]
    assert all(re.fullmatch(r"Guardrails: .*|[A-Z][\w ]* \(\d+\)", one) for one in headings)
    prose = "".join(one.content for one in tokens if one.type == "text")
    assert not re.search(r"[@#!]\w|https?://|www\.", prose)


# -- CSV ------------------------------------------------------------------------------------


def test_csv_is_read_back() -> None:
    text = rendered("csv", small())
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == 8
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [one["outcome"] for one in rows] == [*(one.outcome for one in every_kind()), "not checked"]
    assert (rows[0]["file"], rows[0]["line"]) == ("__main__.py", "12")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\uff1d"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = rendered("csv", hostile_report(f"{start}1+1"))
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))]
        assert len(row) == 20


# -- places ---------------------------------------------------------------------------------


def test_places_are_relative_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    here = tmp_path / "infra"
    here.mkdir()
    places = Places(here)

    def uri(folder: str, position: str = "net/vpc.py:7", target: str = "orders") -> str:
        return places.of(StackReport(target, folder=folder), result("a", position=position)).uri

    assert uri("orders") == "infra/orders/net/vpc.py"
    assert uri("../other dir") == "other%20dir/net/vpc.py"
    assert uri("/elsewhere") == "file:///elsewhere/net/vpc.py"
    assert uri("orders", "") == "infra/orders/Pulumi.yaml"
    assert uri("orders", "", "states/a.json") == "infra/states/a.json"
    assert uri("", "", "s3://bucket/a.json") == "s3://bucket/a.json"
