"""Half characters in what stacks and organizations configure, and failures of the pack itself: replies all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import analyzer_pb2

import policypack.engine.judge as judge_module
import policypack.pack as pack_module
from policypack.engine.session import Session
from policypack.engine.settings import ADVISORY_FAILURES
from policypack.model.opaque import TouchedError
from policypack.model.values import Secret
from policypack.pack import make_servicer
from policypack.wire import remediation
from policypack.wire import servicer as servicer_module
from policypack.wire.requests import deployment_of_environment
from policypack.wire.trees import SIGNATURE, UNKNOWN_SENTINELS, encode
from tests.hostile import TEXT, acting
from tests.test_recorded import recording
from tests.wire.test_servicer import FOLDER, STACK, analyze, connected, in_stack

DATABASE = "aws:rds/instance:Instance"
CANARY = "c4n4ry-hunter2"
PARTS = [CANARY[start : start + 6] for start in range(len(CANARY) - 5)]


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
        monkeypatch.setattr(remediation if broken == "remediations" else servicer_module, broken, failing)
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


def leaves(value: struct_pb2.Value, change: Callable[[str], Any]) -> None:
    """Changes each text in the value that is no mark."""
    kind = value.WhichOneof("kind")
    if kind == "struct_value" and SIGNATURE not in value.struct_value.fields:
        for part in value.struct_value.fields.values():
            leaves(part, change)
    elif kind == "list_value":
        for part in value.list_value.values:
            leaves(part, change)
    elif kind == "string_value" and value.string_value not in UNKNOWN_SENTINELS:
        value.CopyFrom(encode(change(value.string_value)))


def in_json(text: str, change: Callable[[str], Any]) -> str:
    """The text with the canary in each text of the JSON document that it is, or beside it."""

    def changed(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {f"{key}{CANARY}" if depth_of(tree) > 1 else key: changed(item) for key, item in tree.items()}
        if isinstance(tree, list):
            return [changed(item) for item in tree]
        return change(tree) if isinstance(tree, str) else tree

    try:
        return json.dumps(changed(json.loads(text)))
    except ValueError:
        return str(change(text))


def depth_of(tree: Any) -> int:
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return 1 + max(map(depth_of, parts), default=0)


def beside(text: str) -> str:
    return f"{text}{CANARY}"


HIDDEN: dict[str, Callable[[str], Any]] = {
    "secret": lambda text: Secret(beside(text)),
    "secret document": lambda text: Secret(in_json(text, beside)),
    "secret in an object": lambda text: {"a": Secret(beside(text)), "b": [Secret({CANARY: CANARY})]},
    "configuration": beside,
    "configuration alone": lambda _: CANARY,
    "configuration in a document": lambda text: in_json(text, beside),
    "key": lambda text: {CANARY: text, f"guardrails:exempt/{CANARY}": text, f"guardrails:skip-{CANARY}": CANARY},
}
"""Where the canary is in each text of each resource: marked, or because the program read it as a plain text."""


@pytest.mark.parametrize("place", HIDDEN)
@pytest.mark.parametrize("stage", ["preview", "update"])
def test_no_secret_leaves_by_a_reply(place: str, stage: str, caplog: pytest.LogCaptureFixture) -> None:
    servicer = make_servicer(FOLDER)
    texts: list[str] = []
    for call in recording(f"flawed-{stage}"):
        request = type(call.request)()
        request.CopyFrom(call.request)
        if call.call == "ConfigureStack":
            request.config["shop:key"] = json.dumps({"deep": [CANARY]})
            request.config["aws:secretKey"] = f'"{CANARY}"'
            request.config_secret_keys.extend(["shop:key", "aws:secretKey"])
            servicer.ConfigureStack(request, None)
            continue
        for one in [request] if call.call == "Analyze" else getattr(request, "resources", ()):
            for properties in (one.properties, one.provider.properties):
                for value in properties.fields.values():
                    leaves(value, HIDDEN[place])
        if call.call in ("Analyze", "AnalyzeStack"):
            texts.append(str(getattr(servicer, call.call)(request, None)))
        if call.call == "Analyze":
            servicer.Remediate(request, None)
    written = "\n".join([*texts, caplog.text]).lower()
    assert "failed on" not in written
    assert [part for part in PARTS if part in written] == []
    assert texts


@pytest.mark.parametrize("fault", [KeyError(CANARY), RecursionError(CANARY), TouchedError(CANARY), SystemExit(CANARY)])
@pytest.mark.parametrize("escape", ["", "level", "advisory"])
def test_a_failure_counts_at_its_level_unless_the_organization_lets_it_pass(
    fault: BaseException, escape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is: an exception that gRPC does not catch would leave the engine waiting for ever."""

    def failing(*_: object) -> Any:
        raise fault

    (tmp_path / "PulumiPolicy.yaml").write_text("name: aws-guardrails\nruntime: python\n")
    (tmp_path / "guardrails.yaml").write_text(f"onRuleError: {escape}\n" if escape else "")
    request = analyze(DATABASE, "orders", engine="postgres", storageType="gp2")
    whole = analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(request)])
    counted = analyzer_pb2.ADVISORY if escape == "advisory" else analyzer_pb2.MANDATORY
    monkeypatch.setattr(judge_module, "verdicts_of", failing)
    with connected(make_servicer(tmp_path)) as stub:
        stub.ConfigureStack(configured())
        found = {one.policyName: one for one in stub.Analyze(request, timeout=20).diagnostics}
        remarks = [one.message for one in stub.AnalyzeStack(whole, timeout=20).diagnostics]
        monkeypatch.setattr(Session, "resource", failing)
        monkeypatch.setattr(Session, "stack", failing)
        packs = [*stub.Analyze(request, timeout=20).diagnostics, *stub.AnalyzeStack(whole, timeout=20).diagnostics]
    assert found["rds-storage-gp3"].enforcementLevel == counted
    assert "The rule rds-storage-gp3 failed on" in found["rds-storage-gp3"].message
    assert [one.enforcementLevel for one in packs] == [counted, counted]
    assert all("onRuleError" in one.message for one in packs)
    assert any(ADVISORY_FAILURES in one for one in remarks) is (escape == "advisory")
    assert CANARY not in "".join([str(found), str(packs), *remarks])


@pytest.mark.parametrize("call", ["with_organization_file", "deployment_of", "analyzer_info"])
def test_what_cannot_be_read_stops_with_a_message(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_module if call == "with_organization_file" else servicer_module, call, failing)
    request = analyze(DATABASE, "orders", engine="postgres", storageType="gp2")
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(configured())
        if call == "analyzer_info":
            with pytest.raises(grpc.RpcError, match="INVALID_ARGUMENT"):
                stub.GetAnalyzerInfo(empty_pb2.Empty())
        assert not stub.Remediate(request).remediations
        (said,) = said_of(stub)
    assert "ValueError" in said
    assert CANARY not in said


@pytest.mark.parametrize("config", ["[" * 100_000, '"x"', "{", '{"a": 1e999}', '{"a": %s}' % ("9" * 6000)])
def test_a_configuration_in_the_environment_that_is_none_is_no_configuration(
    config: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_CONFIG", config)
    with connected(make_servicer(FOLDER)) as stub:
        assert stub.GetAnalyzerInfo(empty_pb2.Empty()).policies


def test_no_setting_of_the_environment_is_taken_for_plain_but_what_places_the_provider() -> None:
    told = deployment_of_environment({"PULUMI_CONFIG": '{"aws:region": "a", "aws:secretKey": "b", "shop:c": "d"}'})
    assert sorted(told.secrets()) == ["b", "d"]


KEYS = {CANARY: CANARY, f"guardrails:exempt/{CANARY}": "x", f"guardrails:skip-{CANARY}": "x", "team": Secret(CANARY)}


TAGS = (
    Secret(KEYS),
    [Secret({"key": key, "value": value}) for key, value in KEYS.items()],
    [{"key": Secret(key), "value": value} for key, value in KEYS.items()],
)


@pytest.mark.parametrize("tags", TAGS)
def test_the_keys_of_secret_tags_are_secret(tags: Any) -> None:
    servicer = make_servicer(FOLDER)
    request = analyze("aws:autoscaling/group:Group", "web", tags=tags, minSize=1, maxSize=2)
    text = json.dumps({"tags": dict.fromkeys(KEYS, "x")})
    request.provider.properties.fields["defaultTags"].CopyFrom(encode(Secret(text)))
    queue = analyze("aws:sqs/queue:Queue", "jobs", tags=tags, delaySeconds=5)
    queue.provider.CopyFrom(request.provider)
    servicer.ConfigureStack(configured(), None)
    replies = [servicer.Analyze(request, None), servicer.Analyze(queue, None)]
    whole = analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(request), in_stack(queue)])
    written = "".join(map(str, [*replies, servicer.AnalyzeStack(whole, None)])).lower()
    assert written
    assert [part for part in PARTS if part in written] == []


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0])
def test_a_number_that_json_has_not_is_refused_by_its_option(number: float) -> None:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["vpc-three-zones"].enforcementLevel = analyzer_pb2.MANDATORY
    request.policyConfig["vpc-three-zones"].properties.update({"minZones": number})
    with connected(make_servicer(FOLDER)) as stub, pytest.raises(grpc.RpcError, match="minZones"):
        stub.Configure(request)
