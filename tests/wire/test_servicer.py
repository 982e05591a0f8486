"""The pack over its real protocol: one line on standard output, no request that raises, nothing dropped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from policypack.check import UNKNOWN, Resource
from policypack.engine.findings import Outcome
from policypack.engine.pack import read_pack
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting, Settings, default_settings
from policypack.model.values import Secret
from policypack.pack import make_servicer
from policypack.rule import Context, ResourceRule
from policypack.wire.server import start
from policypack.wire.trees import decode, encode, encode_properties

FOLDER = Path(__file__).parents[2]
STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
BUCKET, VERSIONING = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"


@contextmanager
def connected(servicer: Any) -> Iterator[analyzer_pb2_grpc.AnalyzerStub]:
    server, port = start(servicer)
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
    finally:
        server.stop(0)


@pytest.fixture
def pack() -> Iterator[analyzer_pb2_grpc.AnalyzerStub]:
    with connected(make_servicer(FOLDER)) as stub:
        stub.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(project="shop", stack="dev", dry_run=True))
        yield stub


def urn(type_: str, name: str) -> str:
    return f"urn:pulumi:dev::shop::{type_}::{name}"


def analyze(type_: str, name: str, **properties: Any) -> analyzer_pb2.AnalyzeRequest:
    return analyzer_pb2.AnalyzeRequest(
        type=type_, name=name, urn=urn(type_, name), properties=encode_properties(properties)
    )


def in_stack(request: analyzer_pb2.AnalyzeRequest, **depends: list[str]) -> analyzer_pb2.AnalyzerResource:
    resource = analyzer_pb2.AnalyzerResource(
        type=request.type, name=request.name, urn=request.urn, properties=request.properties
    )
    for key, urns in depends.items():
        resource.propertyDependencies[key].urns.extend(urns)
    return resource


def policies(response: analyzer_pb2.AnalyzeResponse) -> list[tuple[str, str]]:
    return [(one.policyName, one.urn.rsplit("::", 1)[-1]) for one in response.diagnostics]


def test_the_port_is_the_first_and_only_line_on_standard_output() -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", str(FOLDER)],
        cwd=FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            info = analyzer_pb2_grpc.AnalyzerStub(channel).GetAnalyzerInfo(empty_pb2.Empty())
        assert info.name == "aws-guardrails"
        assert info.supportsConfig
        assert {policy.name for policy in info.policies} >= {rule.id for rule in all_rules()}
        assert all(policy.description and policy.policy_type for policy in info.policies)
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=10)
    assert out == b""


def test_a_violation_names_rule_resource_and_fix(pack: Any) -> None:
    response = pack.Analyze(analyze("aws:rds/instance:Instance", "orders", engine="postgres", storageType="gp2"))
    found = {one.policyName: one for one in response.diagnostics}
    gp3 = found["rds-storage-gp3"]
    assert gp3.enforcementLevel == analyzer_pb2.MANDATORY
    assert gp3.urn == urn("aws:rds/instance:Instance", "orders")
    assert '"gp2"' in gp3.message
    assert 'storage_type="gp3"' in gp3.message
    assert gp3.severity == analyzer_pb2.POLICY_SEVERITY_LOW


def test_one_unknown_hides_nothing_about_the_others(pack: Any) -> None:
    bucket, other = analyze(BUCKET, "logs", bucket=UNKNOWN), analyze(BUCKET, "assets", bucket="assets")
    versioning = analyze(VERSIONING, "v", bucket=UNKNOWN, versioningConfiguration={"status": UNKNOWN})
    for request in (bucket, other, versioning):
        pack.Analyze(request)
    response = pack.AnalyzeStack(
        analyzer_pb2.AnalyzeStackRequest(
            resources=[
                analyzer_pb2.AnalyzerResource(type="pulumi:pulumi:Stack", name="shop-dev", urn=STACK),
                in_stack(bucket),
                in_stack(other),
                in_stack(versioning, bucket=[bucket.urn]),
            ]
        )
    )
    assert ("s3-versioning", "assets") in policies(response)
    assert ("s3-versioning", "logs") not in policies(response)
    assert ("undetermined-checks", "shop-dev") in policies(response)
    waiting = next(one for one in response.diagnostics if one.policyName == "undetermined-checks")
    assert "s3-versioning on logs (versioning_configuration.status of v" in waiting.message
    assert waiting.enforcementLevel == analyzer_pb2.ADVISORY
    assert any(
        one.policy_name == "s3-versioning" and "versioning_configuration" in one.reason
        for one in response.not_applicable
    )


def test_stack_rules_read_what_the_program_said_not_what_came_of_it(pack: Any) -> None:
    bucket = analyze(BUCKET, "logs", bucket="logs")
    pack.Analyze(bucket)
    planned = analyzer_pb2.AnalyzerResource(
        type=BUCKET,
        name="logs",
        urn=bucket.urn,
        properties=encode_properties({"bucket": "logs", "versioning": UNKNOWN}),
    )
    response = pack.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=[planned]))
    assert ("s3-versioning", "logs") in policies(response)


def test_outputs_serve_where_no_analyze_came_before(pack: Any) -> None:
    request = in_stack(analyze(BUCKET, "logs", bucket="logs", versioning={"enabled": True}))
    response = pack.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=[request]))
    assert ("s3-versioning", "logs") not in policies(response)
    assert ("s3-encryption", "logs") in policies(response)


def test_no_message_shows_a_secret(pack: Any) -> None:
    response = pack.Analyze(
        analyze(
            "aws:rds/instance:Instance",
            "orders",
            storageType=Secret("hunter2"),
            backupWindow=Secret("hunter2"),
            maintenanceWindow=Secret("hunter2"),
        )
    )
    text = str(response)
    assert "rds-storage-gp3" in text
    assert "[secret]" in text
    assert "hunter2" not in text


def test_a_rule_that_crashes_is_a_finding_and_the_others_go_on() -> None:
    def broken(db: Resource, context: Context[None]) -> Any:
        """Fails on whatever it sees."""
        raise KeyError("hunter2")

    good = next(rule for rule in all_rules() if rule.id == "rds-storage-gp3")
    bad = ResourceRule(
        id="broken",
        summary="Breaks",
        rationale="-",
        level="mandatory",
        consequence="hygiene",
        since="0.1.0",
        applies_to=good.applies_to,
        references=(),
        check=broken,
    )
    servicer = make_servicer(FOLDER)
    settings = Settings(
        policies=default_settings(()).policies,
        rules=(Setting(bad, "mandatory", None), Setting(good, "mandatory", good.options())),
    )  # type: ignore
    servicer._pack = read_pack(FOLDER, settings)
    servicer._settings = settings
    servicer._resolved = True
    with connected(servicer) as stub:
        response = stub.Analyze(analyze("aws:rds/instance:Instance", "orders", engine="postgres"))
    found = {one.policyName: one for one in response.diagnostics}
    assert set(found) == {"broken", "rds-storage-gp3"}
    assert found["broken"].enforcementLevel == analyzer_pb2.MANDATORY
    for word in ("broken", "orders", "KeyError"):
        assert word in found["broken"].message
    assert "hunter2" not in found["broken"].message


def test_configuration_changes_levels_and_options(pack: Any) -> None:
    configured = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.ADVISORY)
    configured.properties.update({"allowed": ["gp2"]})
    pack.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={"rds-storage-gp3": configured}))
    allowed = pack.Analyze(analyze("aws:rds/instance:Instance", "orders", engine="postgres", storageType="gp2"))
    assert "rds-storage-gp3" not in dict(policies(allowed))
    other = pack.Analyze(analyze("aws:rds/instance:Instance", "orders", engine="postgres", storageType="io2"))
    found = {one.policyName: one for one in other.diagnostics}
    assert found["rds-storage-gp3"].enforcementLevel == analyzer_pb2.ADVISORY


@pytest.mark.parametrize(
    ("policy", "properties", "named"),
    [
        ("rds-storage-gp", {}, "rds-storage-gp3"),
        ("rds-storage-gp3", {"alowed": ["gp2"]}, "allowed"),
        ("rds-storage-gp3", {"allowed": "gp2"}, "array"),
        ("rds-backup-window", {"timezone": "Mars/Olympus"}, "timezone"),
        ("vpc-three-zones", {"minZones": 2.5}, "whole number"),
    ],
)
def test_a_wrong_configuration_is_refused_with_its_key(
    pack: Any, policy: str, properties: dict[str, Any], named: str
) -> None:
    configured = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.MANDATORY)
    configured.properties.update(properties)
    with pytest.raises(grpc.RpcError) as raised:
        pack.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={policy: configured}))
    assert raised.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert policy in raised.value.details()
    assert named in raised.value.details()


def test_remediation_sets_the_remedy_and_nothing_else(pack: Any) -> None:
    level = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.REMEDIATE)
    pack.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={"rds-storage-gp3": level}))
    request = analyze(
        "aws:rds/instance:Instance",
        "orders",
        engine="postgres",
        storageType="gp2",
        allocatedStorage=100,
        password=Secret("hunter2"),
        kmsKeyId=UNKNOWN,
    )
    first = pack.Remediate(request)
    assert [one.policyName for one in first.remediations] == ["rds-storage-gp3"]
    changed = first.remediations[0].properties
    expected = struct_pb2.Struct()
    expected.CopyFrom(request.properties)
    expected.fields["storageType"].string_value = "gp3"
    assert changed == expected
    request.properties.CopyFrom(changed)
    assert not pack.Remediate(request).remediations


def test_remediations_are_made_one_upon_the_other(pack: Any) -> None:
    level = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.REMEDIATE)
    rules = ("rds-log-exports", "rds-storage-gp3")
    pack.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig=dict.fromkeys(rules, level)))
    request = analyze("aws:rds/instance:Instance", "orders", engine="postgres", storageType="gp2", allocatedStorage=100)
    made = pack.Remediate(request).remediations
    assert [one.policyName for one in made] == list(rules)
    first, last = ({key: decode(value) for key, value in one.properties.fields.items()} for one in made)
    assert (first["storageType"], first["enabledCloudwatchLogsExports"]) == ("gp2", ["postgresql"])
    assert (last["storageType"], last["enabledCloudwatchLogsExports"]) == ("gp3", ["postgresql"])


@pytest.mark.parametrize(
    "tree",
    ["x", 1.5, True, None, UNKNOWN, Secret("x"), Secret(UNKNOWN), [1.0, UNKNOWN], {"a": {"b": Secret([UNKNOWN])}}],
)
def test_trees_survive_the_wire(tree: Any) -> None:
    assert repr(decode(encode(tree))) == repr(tree)


def test_other_signatures() -> None:
    signature = "4dabf18193072939515e22adb298388d"
    reference = {signature: "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:x", "id": "bucket-1"}
    assert decode(encode(reference)) == "bucket-1"
    assert decode(encode({**reference, "id": ""})) is UNKNOWN
    output = {signature: "d0e6a833031e9bbcd3f4e8bde6ca49a4", "secret": True}
    assert repr(decode(encode(output))) == repr(Secret(UNKNOWN))
    assert repr(decode(encode("[secret]"))) == repr(Secret(UNKNOWN))


def test_outcomes_stay_apart() -> None:
    assert {one.value for one in Outcome} == {"violated", "undetermined", "crashed", "exempted"}
