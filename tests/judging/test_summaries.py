"""What most resources of a stack lack is said once: in the report, and to the engine."""

from __future__ import annotations

import pytest
from pulumi.runtime.proto import analyzer_pb2

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Finding, ordered
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.model.resources import Deployment
from policypack.model.stack import Stack
from policypack.pack import make_servicer
from policypack.reports import as_json
from policypack.reports.results import report_of
from policypack.reports.run import Run
from policypack.reports.text import Style
from policypack.rule import Level
from policypack.testing import resource
from tests.reports.samples import text_of
from tests.wire.test_servicer import FOLDER, STACK, analyze, in_stack

ROOT = resource("pulumi:pulumi:Stack", "shop-dev")
ADDRESS = "aws:ec2/eip:Eip"
NAMES = [f"address-{number:02}" for number in range(20)]


def run_of(count: int, level: Level = "advisory", show: str = "summary") -> Run:
    """A run on addresses without tags, and nothing else wrong."""
    said = {"required-tags": {"enforcementLevel": level, "show": show}}
    settings = Configuration(tuple(all_rules())).with_policies(said).settings(Deployment())
    session = Session(settings, Deployment(), load_catalog(), Configuration(()).today)
    addresses = [
        resource(ADDRESS, name, {"domain": "vpc", "instance": "i-0123456789abcdef0"}) for name in NAMES[:count]
    ]
    found: list[Finding] = [one for address in addresses for one in session.resource(address)]
    stack = Stack([ROOT, *addresses])
    return Run(tuple(ordered(found + session.stack(stack))), stack, rule_count=1, seconds=0)


def test_a_report_says_it_once_and_counts_it_once() -> None:
    text = text_of(run_of(20), Style())
    assert text.count("Tags are missing") == 1
    assert "and 16 more; --each lists all" in text
    assert "Advisory (1)" in text
    assert "0 rejected by AWS, 0 mandatory, 1 advisory on 20 resources" in text


def test_each_lists_all() -> None:
    text = text_of(run_of(20), Style(each=True))
    assert all(name in text for name in NAMES)
    assert "20 advisory on 20 resources" in text


def test_json_has_a_finding_for_each() -> None:
    assert as_json.render_stack(report_of(run_of(20))).count('"rule": "required-tags"') == 20


def test_advice_is_brief_while_something_stops() -> None:
    run = run_of(20)
    database = resource("aws:rds/instance:Instance", "db", {"engine": "postgres", "tags": {"a": "b"}})
    settings = Configuration(tuple(all_rules())).settings(Deployment())
    session = Session(settings, Deployment(), load_catalog(), Configuration(()).today)
    stopped = Run((*run.findings, *session.resource(database)), Stack([*run.stack.resources, database]), 1, 0)
    text = text_of(stopped, Style(columns=200))
    line = "required-tags: Resources must have the required tags (address-00, address-01, address-02 and 17 more)"
    assert f"  {line}\n" in text
    assert "Tags are missing" not in text
    assert "storage_type is" in text
    assert "The resource has no tags" in text_of(stopped, Style(each=True))


def told(count: int, setting: dict[str, str]) -> list[tuple[str, str, str]]:
    servicer = make_servicer(FOLDER)
    configuration = analyzer_pb2.ConfigureAnalyzerRequest()
    configuration.policyConfig["required-tags"].enforcementLevel = {
        "advisory": analyzer_pb2.ADVISORY,
        "mandatory": analyzer_pb2.MANDATORY,
    }[setting["level"]]
    configuration.policyConfig["required-tags"].properties["show"] = setting["show"]
    servicer.Configure(configuration, None)
    addresses = [analyze(ADDRESS, name, domain="vpc") for name in NAMES[:count]]
    responses = [servicer.Analyze(address, None) for address in addresses]
    root = analyzer_pb2.AnalyzerResource(type="pulumi:pulumi:Stack", name="shop-dev", urn=STACK)
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[root, *map(in_stack, addresses)])
    responses.append(servicer.AnalyzeStack(stack, None))
    return [
        (one.policyName, one.urn.rsplit("::", 1)[-1], one.message)
        for response in responses
        for one in response.diagnostics
        if one.policyName == "required-tags"
    ]


@pytest.mark.parametrize(
    ("count", "level", "show", "on"),
    [
        (20, "advisory", "summary", ["shop-dev"]),
        (1, "advisory", "summary", NAMES[:1]),
        (20, "advisory", "each", NAMES),
        (20, "mandatory", "summary", NAMES),
    ],
)
def test_the_engine_is_told_advice_once_a_stack(count: int, level: str, show: str, on: list[str]) -> None:
    found = told(count, {"level": level, "show": show})
    assert [name for _, name, _ in found] == on
    if on == ["shop-dev"]:
        assert '20 resources: aws:ec2/eip:Eip "address-00", ' in found[0][2]
        assert "and 8 more" not in found[0][2]
        assert "8 more (the option show: each lists all)" in found[0][2]
