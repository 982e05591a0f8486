"""Exemptions: what they let through, what ends them, who may write them, and that their use is always seen."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Finding, Outcome
from policypack.engine.session import Session
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment, Provider, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Secret
from policypack.pack import make_servicer
from policypack.reports import as_json
from policypack.reports.results import report_of
from policypack.reports.run import Run
from policypack.reports.text import Style
from policypack.testing import resource
from policypack.wire.replies import analyze_response
from policypack.wire.trees import encode_properties
from tests.judging.test_configuration import TODAY, configuration, stack
from tests.reports.samples import text_of

ROOT = resource("pulumi:pulumi:Stack", "test-dev")
BUCKET, DATABASE = "aws:s3/bucket:Bucket", "aws:rds/instance:Instance"
OPEN = "stacksMay: {exempt: [s3-versioning, rds-storage-gp3, ebs-gp3]}\n"
GP2 = {"engine": "postgres", "storageType": "gp2"}


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def exemption(rule: str = "s3-versioning", of: str = "logs", **terms: str) -> dict[str, str]:
    return {"rule": rule, "resource": of, "reason": "rebuilt each night", **terms}


def findings(
    tmp_path: Path,
    *resources: Resource,
    text: str = OPEN,
    run: Deployment | None = None,
    today: date = TODAY,
    **said: Any,
) -> list[Finding]:
    settings = configuration(tmp_path, text).settings(run or stack(**said))
    session = Session(settings, run or stack(**said), load_catalog(), today)
    found = [one for each in resources for one in session.resource(each)]
    return found + session.stack(Stack([ROOT, *resources]))


def of(rule: str, found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.rule == rule]


def bucket(name: str = "logs", **tags: object) -> Resource:
    return resource(BUCKET, name, {"bucket": name, "tags": tags})


def tagged(value: object, rule: str = "s3-versioning") -> Resource:
    return bucket("logs", **{f"guardrails:exempt/{rule}": value})


def test_an_exempted_finding_is_one_that_stops_nothing(tmp_path: Path) -> None:
    (before,) = of("s3-versioning", findings(tmp_path, bucket()))
    assert before.outcome is Outcome.VIOLATED
    assert before.stops
    (after,) = of("s3-versioning", findings(tmp_path, bucket(), exemptions=[exemption(owner="web", expires=day(30))]))
    assert after.outcome is Outcome.EXEMPTED
    assert not after.stops
    assert after.exemption is not None
    assert after.exemption.description == f"rebuilt each night; owner web; until {day(30)}"
    assert after.exemption.where == "Pulumi.dev.yaml: guardrails:exemptions[0]"


def test_a_rule_of_one_resource_is_exempted_as_one_of_the_stack_is(tmp_path: Path) -> None:
    database = resource(DATABASE, "orders", GP2)
    found = findings(tmp_path, database, exemptions=[exemption("rds-storage-gp3", "orders")])
    assert [one.outcome for one in of("rds-storage-gp3", found)] == [Outcome.EXEMPTED]


@pytest.mark.parametrize(
    ("rule", "pattern", "exempted"),
    [
        ("s3-versioning", "logs", True),
        ("s3-vers*", "l*s", True),
        ("s3-versioning", "log", False),
        ("s3-versioning", "LOGS", False),
        ("ebs-gp3", "logs", False),
        ("s3-versioning", bucket().urn, True),
        ("s3-versioning", "urn:pulumi:*::logs", True),
        ("s3-versioning", "urn:pulumi:prod::*::logs", False),
    ],
)
def test_rule_and_resource_are_names_or_globs(tmp_path: Path, rule: str, pattern: str, exempted: bool) -> None:
    (found,) = of("s3-versioning", findings(tmp_path, bucket(), exemptions=[exemption(rule, pattern)]))
    assert (found.outcome is Outcome.EXEMPTED) is exempted


def test_one_line_tells_of_every_use(tmp_path: Path) -> None:
    told = [exemption(of="logs", owner="web"), exemption(of="a*")]
    (line,) = of("exempted-findings", findings(tmp_path, bucket(), bucket("assets"), exemptions=told))
    assert line.level == "advisory"
    assert line.urn == ROOT.urn
    assert line.problem == (
        "2 findings exempted: s3-versioning on assets (rebuilt each night);"
        " s3-versioning on logs (rebuilt each night; owner web)."
    )
    assert of("exempted-findings", findings(tmp_path, bucket())) == []


@pytest.mark.parametrize(("days", "exempted"), [(1, True), (0, True), (-1, False)])
def test_the_last_day_counts_and_afterwards_it_is_found_again(tmp_path: Path, days: int, exempted: bool) -> None:
    (found,) = of("s3-versioning", findings(tmp_path, bucket(), exemptions=[exemption(expires=day(days))]))
    assert (found.outcome is Outcome.EXEMPTED) is exempted
    assert found.stops is not exempted
    assert (f"Its exemption ended on {day(days)}" in found.said) is not exempted


@pytest.mark.parametrize(("days", "said"), [(15, False), (14, True), (0, True)])
def test_what_ends_within_14_days_is_said(tmp_path: Path, days: int, said: bool) -> None:
    remarks = of("guardrails", findings(tmp_path, bucket(), exemptions=[exemption(expires=day(days))]))
    assert [one.level for one in remarks] == (["advisory"] if said else [])
    assert all(day(days) in one.problem for one in remarks)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (exemption(of="gone"), "the stack has no such resource"),
        (exemption("rds-storage-gp3", "logs"), "nothing is found there"),
    ],
)
def test_what_exempts_nothing_is_said(tmp_path: Path, told: dict[str, str], why: str) -> None:
    (remark,) = of("guardrails", findings(tmp_path, bucket(), exemptions=[told]))
    assert remark.level == "advisory"
    assert why in remark.problem
    assert "guardrails:exemptions[0]" in remark.problem


def test_an_organizations_exemption_is_not_asked_of_stacks_that_it_does_not_name(tmp_path: Path) -> None:
    text = "exemptions: [{rule: s3-versioning, resource: gone, reason: elsewhere}]\n"
    assert of("guardrails", findings(tmp_path, bucket(), text=text)) == []
    named = text.replace("gone", "'urn:pulumi:dev::test::*::gone'")
    assert len(of("guardrails", findings(tmp_path, bucket(), text=named))) == 1


def test_an_exemption_of_what_is_not_known_yet_is_no_idle_one(tmp_path: Path) -> None:
    database = resource(DATABASE, "orders", {"engine": "postgres", "storageType": UNKNOWN})
    assert of("guardrails", findings(tmp_path, database, exemptions=[exemption("rds-storage-gp3", "orders")])) == []


def test_the_organization_sets_how_far_ahead_an_exemption_ends(tmp_path: Path) -> None:
    text = OPEN + "maxExemptionDays: 90\n"
    assert findings(tmp_path, bucket(), text=text, exemptions=[exemption(expires=day(90))])
    for wrong, named in (
        (exemption(expires=day(91)), r"guardrails:exemptions\[0\]\.expires: .*90 days ahead"),
        (exemption(), r"guardrails:exemptions\[0\]\.expires: is missing"),
    ):
        with pytest.raises(ConfigurationError, match=named):
            findings(tmp_path, bucket(), text=text, exemptions=[wrong])


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("rebuilt each night", "rebuilt each night"),
        (
            "rebuilt each night expires=2027-01-31 owner=web-team",
            "rebuilt each night; owner web-team; until 2027-01-31",
        ),
        ("owner=web expires=2027-01-31 rebuilt", "rebuilt; owner web; until 2027-01-31"),
        ("rebuilt; expires=2027-01-31; owner=web", "rebuilt; owner web; until 2027-01-31"),
    ],
)
def test_a_tag_exempts_its_resource(tmp_path: Path, value: str, terms: str) -> None:
    found = findings(tmp_path, tagged(value), bucket("assets"))
    outcomes = {one.resource_name: one for one in of("s3-versioning", found)}
    assert outcomes["assets"].outcome is Outcome.VIOLATED
    assert outcomes["logs"].outcome is Outcome.EXEMPTED
    assert outcomes["logs"].exemption is not None
    assert outcomes["logs"].exemption.description == terms
    assert of("guardrails", found) == []


def test_a_tag_ends_and_idles_as_any_exemption_does(tmp_path: Path) -> None:
    over = findings(tmp_path, tagged(f"rebuilt expires={day(-1)}"))
    assert of("s3-versioning", over)[0].stops
    assert "Its exemption ended" in of("s3-versioning", over)[0].said
    idle = resource(
        DATABASE, "orders", {**GP2, "storageType": "gp3", "tags": {"guardrails:exempt/rds-storage-gp3": "x"}}
    )
    (remark,) = of("guardrails", findings(tmp_path, idle))
    assert "nothing is found there" in remark.problem


@pytest.mark.parametrize(
    ("rule", "value", "why"),
    [
        ("s3-versionin", "x", "did you mean s3-versioning"),
        ("s3-encryption", "x", "stacksMay.exempt"),
        ("s3-versioning", "", "no reason"),
        ("s3-versioning", "expires=2027-01-31", "no reason"),
        ("s3-versioning", "x expires=tomorrow", "'tomorrow' is not a date"),
        ("s3-versioning", Secret("hunter2"), "secret"),
        ("s3-versioning", UNKNOWN, "not known"),
    ],
)
def test_a_wrong_tag_stops(tmp_path: Path, rule: str, value: object, why: str) -> None:
    found = findings(tmp_path, tagged(value, rule))
    (wrong,) = of("guardrails", found)
    assert wrong.stops
    assert wrong.resource_name == "logs"
    assert why in wrong.problem
    assert of("s3-versioning", found)[0].stops
    assert "hunter2" not in str(found)


def test_tags_as_a_list_and_tags_of_the_provider(tmp_path: Path) -> None:
    group = resource(
        "aws:autoscaling/group:Group",
        "web",
        {"tags": [{"key": "guardrails:exempt/s3-versioning", "value": "x", "propagateAtLaunch": True}]},
    )
    assert "nothing is found there" in of("guardrails", findings(tmp_path, group))[0].problem
    defaults = json.dumps({"tags": {"guardrails:exempt/s3-versioning": "a sandbox"}})
    provider = Provider("urn:p", "sandbox", "pulumi:providers:aws", {"defaultTags": defaults})
    inside = Resource(urn="urn:pulumi:dev::test::b::x", type=BUCKET, name="x", inputs={}, provider=provider)
    found = findings(tmp_path, inside)
    assert of("s3-versioning", found)[0].outcome is Outcome.EXEMPTED
    assert of("guardrails", found) == []


def test_every_report_is_complete(tmp_path: Path) -> None:
    found = findings(tmp_path, bucket(), exemptions=[exemption(owner="web", expires=day(30))])
    run = Run(tuple(found), Stack([ROOT, bucket()]), rule_count=1, seconds=0.1)
    text = text_of(run, Style())
    assert "exempted  s3-versioning" in text
    assert f"rebuilt each night; owner web; until {day(30)}" in text
    assert ", 1 exempted on 1 resource" in text
    document = json.loads(as_json.render_stack(report_of(run)))
    (told,) = [one for one in document["findings"] if one["rule"] == "s3-versioning"]
    assert told["outcome"] == "exempted"
    assert told["exemption"] == {
        **exemption(owner="web", expires=day(30)),
        "origin": "stack",
        "where": "Pulumi.dev.yaml: guardrails:exemptions[0]",
    }
    pack = make_servicer(Path(__file__).parents[2])._pack
    response = analyze_response(pack, found)
    assert "s3-versioning" not in {one.policyName for one in response.diagnostics}
    assert any("exempted: rebuilt each night" in one.reason for one in response.not_applicable)


@pytest.mark.parametrize("of_whom", ["orders", "somebody-else"])
def test_what_is_exempted_is_not_remediated(of_whom: str) -> None:
    servicer = make_servicer(Path(__file__).parents[2])
    whole = analyzer_pb2.PolicyConfig()
    whole.properties.update({"exemptions": [exemption("rds-storage-gp3", of_whom)]})
    rule = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.REMEDIATE)
    policies = {"guardrails": whole, "rds-storage-gp3": rule}
    servicer.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig=policies), None)
    urn = resource(DATABASE, "orders").urn
    inputs = encode_properties({**GP2, "allocatedStorage": 100})
    request = analyzer_pb2.AnalyzeRequest(type=DATABASE, name="orders", urn=urn, properties=inputs)
    remedied = [one.policyName for one in servicer.Remediate(request, None).remediations]
    assert ("rds-storage-gp3" in remedied) is (of_whom != "orders")
