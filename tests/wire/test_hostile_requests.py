"""Half characters in what stacks and organizations configure, and failures of the pack itself: replies all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.session import Session
from policypack.pack import make_servicer
from policypack.wire import servicer as servicer_module
from tests.hostile import TEXT, acting
from tests.wire.test_servicer import FOLDER, STACK, analyze, connected, in_stack

DATABASE = "aws:rds/instance:Instance"
CANARY = "c4n4ry-hunter2"


def configured(**config: Any) -> analyzer_pb2.AnalyzerStackConfigureRequest:
    texts = {f"guardrails:{key}": json.dumps(value) for key, value in config.items()}
    return analyzer_pb2.AnalyzerStackConfigureRequest(project="shop", stack="dev", dry_run=True, config=texts)


def exempting(**terms: str) -> analyzer_pb2.AnalyzerStackConfigureRequest:
    return configured(exemptions=[{"rule": "rds-storage-gp3", "resource": "orders", "reason": "x", **terms}])


def said_of(stub: Any) -> list[str]:
    """All that the engine would show, of one database, a stack, and a refusal."""
    request = analyze(DATABASE, "orders", engine="postgres", storageType="gp2")
    root = analyzer_pb2.AnalyzerResource(type="pulumi:pulumi:Stack", name="shop-dev", urn=STACK)
    whole = analyzer_pb2.AnalyzeStackRequest(resources=[root, in_stack(request)])
    try:
        replies = [stub.Analyze(request), stub.AnalyzeStack(whole)]
    except grpc.RpcError as error:
        if error.code() is not grpc.StatusCode.INVALID_ARGUMENT:
            raise
        return [f"{error.code().name}: {error.details()}"]
    reasons = [one.reason for reply in replies for one in reply.not_applicable]
    return reasons + [one.message for reply in replies for one in reply.diagnostics]


@pytest.mark.parametrize("key", ["reason", "owner", "expires", "resource", "rule"])
def test_an_exemption_may_hold_any_text(key: str) -> None:
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(exempting(**{key: TEXT}))
        said = said_of(stub)
    assert [acting(one) for one in said if acting(one)] == []
    assert any("exempted" in one or one.startswith("INVALID_ARGUMENT: ") for one in said)


def test_default_tags_may_hold_any_text() -> None:
    request = analyze("aws:sqs/queue:Queue", "jobs", tags={"a": "b"})
    request.provider.type, request.provider.name = "pulumi:providers:aws", "default"
    request.provider.properties.update({"defaultTags": json.dumps({"tags": {"team": TEXT, TEXT: "x"}})})
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(configured())
        assert isinstance(stub.Analyze(request), analyzer_pb2.AnalyzeResponse)


def test_options_may_hold_any_text(tmp_path: Path) -> None:
    (tmp_path / "PulumiPolicy.yaml").write_text("name: aws-guardrails\nruntime: python\n")
    options = {"keys": ["team"], "values": {"team": TEXT, TEXT: TEXT}}
    told = {"levels": {"required-tags": "remediate"}, "options": {"required-tags": options}}
    (tmp_path / "guardrails.yaml").write_text(json.dumps(told))
    with connected(make_servicer(tmp_path)) as stub:
        info = stub.GetAnalyzerInfo(empty_pb2.Empty())
        assert any(policy.name == "required-tags" for policy in info.policies)
        response = stub.Analyze(analyze("aws:sqs/queue:Queue", "jobs", delaySeconds=0))
        remedied = stub.Remediate(analyze("aws:sqs/queue:Queue", "jobs", delaySeconds=0))
    (tags,) = [one for one in response.diagnostics if one.policyName == "required-tags"]
    assert acting(tags.message) == []
    assert [one.policyName for one in remedied.remediations] == ["required-tags"]


def failing(*_: object, **__: object) -> Any:
    raise ValueError(CANARY)


@pytest.mark.parametrize(
    "broken",
    ["resource_of", "stack_of", "remediations", "session.resource", "session.stack", "not a finding"],
)
def test_a_failure_is_a_finding_and_never_shows_a_value(
    broken: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if broken == "not a finding":
        monkeypatch.setattr(Session, "resource", lambda *_: [CANARY])
    elif broken.startswith("session."):
        monkeypatch.setattr(Session, broken.partition(".")[2], failing)
    else:
        monkeypatch.setattr(servicer_module, broken, failing)
    request = analyze(DATABASE, "orders", engine="postgres", storageType="gp2")
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(configured())
        replies = [
            stub.Remediate(request),
            stub.Analyze(request),
            stub.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(request)])),
        ]
    messages = [one.message for reply in replies[1:] for one in reply.diagnostics]
    assert any("The pack failed on" in one and "Error" in one for one in messages) is (broken != "remediations")
    written = capfd.readouterr()
    for exit_ in (*messages, written.out, written.err):
        assert CANARY not in exit_
        assert "Traceback" not in exit_


@pytest.mark.parametrize("call", ["Configure", "ConfigureStack"])
def test_a_failure_while_configuring_is_one_line(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    servicer = make_servicer(FOLDER)
    broken = "with_policies" if call == "Configure" else "settings"
    monkeypatch.setattr(type(servicer._configuration), broken, failing)
    with connected(servicer) as stub:
        if call == "Configure":
            with pytest.raises(grpc.RpcError, match="INVALID_ARGUMENT"):
                stub.Configure(analyzer_pb2.ConfigureAnalyzerRequest())
        else:
            stub.ConfigureStack(configured())
        (said,) = said_of(stub)
    assert said.startswith("INVALID_ARGUMENT: ")
    assert "ValueError" in said
    assert CANARY not in said


def test_a_name_cannot_forge_a_line_of_the_engine() -> None:
    name = TEXT.replace("\ud800", "")
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(configured())
        response = stub.Analyze(analyze(DATABASE, name, engine="postgres", storageType="gp2"))
    assert response.diagnostics
    for one in response.diagnostics:
        assert acting(one.message) == []
        assert len(one.message.split("\n")) <= 3
