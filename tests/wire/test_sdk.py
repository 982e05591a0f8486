"""The rules as the SDK's own policies, served by the SDK's own servicer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, ResourceValidationPolicy, StackValidationPolicy
from pulumi_policy.policy import _PolicyAnalyzerServicer

import policypack
from policypack.check import UNKNOWN
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from policypack.model.values import Secret
from policypack.rule import ResourceRule
from policypack.wire.trees import decode, encode_properties

BUCKET, VERSIONING, DB = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning", "aws:rds/instance:Instance"


@pytest.fixture(autouse=True)
def _nothing_of_whoever_runs_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GUARDRAILS_CONFIG", "PULUMI_CONFIG", "PULUMI_STACK", "PULUMI_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PULUMI_DRY_RUN", "true")


def servicer(folder: Path) -> Any:
    return _PolicyAnalyzerServicer("theirs", "1.0.0", policypack.policies(folder), EnforcementLevel.ADVISORY)


def request(type_: str, name: str, *, secret_outputs: tuple[str, ...] = (), **inputs: Any) -> Any:
    told = analyzer_pb2.AnalyzeRequest(
        type=type_, name=name, urn=f"urn:pulumi:dev::shop::{type_}::{name}", properties=encode_properties(inputs)
    )
    told.options.additionalSecretOutputs.extend(secret_outputs)
    return told


def in_stack(told: Any, **depends: list[str]) -> Any:
    resource = analyzer_pb2.AnalyzerResource(
        type=told.type, name=told.name, urn=told.urn, properties=told.properties, options=told.options
    )
    for key, urns in depends.items():
        resource.propertyDependencies[key].urns.extend(urns)
    return resource


def found(response: Any) -> set[tuple[str, str]]:
    return {(one.policyName, one.urn.rsplit("::", 1)[-1]) for one in response.diagnostics}


def test_importing_imports_nothing_of_pulumi() -> None:
    code = "import policypack, sys; print(*[m for m in sys.modules if m.startswith(('pulumi', 'grpc', 'google'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_each_rule_is_a_policy_of_its_kind_and_level(tmp_path: Path) -> None:
    policies = {one.name: one for one in policypack.policies(tmp_path)}
    assert list(policies) == [one.id for one in (*all_rules(), *PACK_POLICIES)]
    for rule in all_rules():
        policy = policies[rule.id]
        kind = ResourceValidationPolicy if isinstance(rule, ResourceRule) else StackValidationPolicy
        assert type(policy) is kind
        assert policy.enforcement_level is EnforcementLevel(rule.level)
        assert (policy.config_schema is None) is (rule.options is None)


def test_an_unknown_hides_nothing_and_drops_no_policy(tmp_path: Path) -> None:
    served = servicer(tmp_path)
    told = request(DB, "orders", engine="postgres", storageType="gp2", allocatedStorage=UNKNOWN, backupWindow=UNKNOWN)
    response = served.Analyze(told, None)
    assert ("rds-storage-gp3", "orders") in found(response)
    assert not [one for one in response.diagnostics if "can't run policy" in one.message]
    buckets = [request(BUCKET, "logs", bucket=UNKNOWN), request(BUCKET, "assets", bucket="assets")]
    versioning = request(VERSIONING, "v", bucket=UNKNOWN, versioningConfiguration={"status": UNKNOWN})
    for one in (*buckets, versioning):
        served.Analyze(one, None)
    resources = [*(in_stack(one) for one in buckets), in_stack(versioning, bucket=[buckets[0].urn])]
    whole = served.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=resources), None)
    assert ("s3-versioning", "assets") in found(whole)
    assert ("s3-versioning", "logs") not in found(whole)
    (waiting,) = [one for one in whole.diagnostics if one.policyName == "undetermined-checks"]
    assert "s3-versioning on logs" in waiting.message


def test_stack_rules_read_what_the_program_said(tmp_path: Path) -> None:
    served = servicer(tmp_path)
    served.Analyze(request(BUCKET, "logs", bucket="logs"), None)
    planned = request(BUCKET, "logs", bucket="logs", versioning=UNKNOWN)
    whole = served.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(planned)]), None)
    assert ("s3-versioning", "logs") in found(whole)


def test_a_second_round_reads_the_resource_anew(tmp_path: Path) -> None:
    served = servicer(tmp_path)
    before = served.Analyze(request(DB, "orders", engine="postgres", storageType="gp2"), None)
    after = served.Analyze(request(DB, "orders", engine="postgres", storageType="gp3"), None)
    assert ("rds-storage-gp3", "orders") in found(before)
    assert ("rds-storage-gp3", "orders") not in found(after)


def test_the_engine_configures_options(tmp_path: Path) -> None:
    served = servicer(tmp_path)
    config = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.ADVISORY)
    config.properties.update({"allowed": ["gp2"]})
    served.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={"rds-storage-gp3": config}), None)
    response = served.Analyze(request(DB, "orders", engine="postgres", storageType="gp2"), None)
    assert ("rds-storage-gp3", "orders") not in found(response)


def test_the_organizations_file_sets_levels_and_exempts(tmp_path: Path) -> None:
    (tmp_path / "guardrails.yaml").write_text(
        "levels:\n  rds-storage-gp3: advisory\n"
        "exemptions:\n  - {rule: rds-backup-window, resource: orders, reason: rebuilt each night}\n"
    )
    served = servicer(tmp_path)
    told = request(DB, "orders", engine="postgres", storageType="gp2")
    response = served.Analyze(told, None)
    levels = {one.policyName: one.enforcementLevel for one in response.diagnostics}
    assert levels["rds-storage-gp3"] == analyzer_pb2.ADVISORY
    assert "rds-backup-window" not in levels
    whole = served.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(told)]), None)
    (exempted,) = [one for one in whole.diagnostics if one.policyName == "exempted-findings"]
    assert "rebuilt each night" in exempted.message


def test_a_wrong_file_is_an_error_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "guardrails.yaml").write_text("levels:\n  rds-storage-gp: advisory\n")
    with pytest.raises(ConfigurationError, match="rds-storage-gp3"):
        policypack.policies(tmp_path)


def test_a_secret_of_the_stack_or_of_the_resource_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONFIG", '{"shop:type": "hunter2"}')
    served = servicer(tmp_path)
    told = request(
        DB,
        "orders",
        secret_outputs=("backupWindow",),
        engine="postgres",
        storageType=Secret("hunter2"),
        backupWindow=Secret("hunter3"),
    )
    text = str(served.Analyze(told, None))
    assert "rds-storage-gp3" in text
    assert "hunter" not in text


def test_remediation_keeps_secrets_and_unknowns(tmp_path: Path) -> None:
    (tmp_path / "guardrails.yaml").write_text("levels:\n  rds-storage-gp3: remediate\n  rds-log-exports: remediate\n")
    served = servicer(tmp_path)
    told = request(
        DB,
        "orders",
        engine="postgres",
        allocatedStorage=100,
        storageType=Secret("gp2"),
        password=Secret("hunter2"),
        kmsKeyId=UNKNOWN,
        tags={"Key": Secret("x"), "Later": UNKNOWN},
    )
    response = served.Remediate(told, None)
    assert [one.policyName for one in response.remediations] == ["rds-log-exports", "rds-storage-gp3"]
    after = {key: decode(value) for key, value in response.remediations[-1].properties.fields.items()}
    before = {key: decode(value) for key, value in told.properties.fields.items()}
    assert after.pop("enabledCloudwatchLogsExports") == ["postgresql"]
    assert after == {**before, "storageType": Secret("gp3")}
    again = request(DB, "orders")
    again.properties.CopyFrom(response.remediations[-1].properties)
    assert not served.Remediate(again, None).remediations
