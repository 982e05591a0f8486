"""Remediation under the real engine: what changes is in the plan and in the state, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.project import SecretText
from tests.engine.results import Result

ROOT = Path(__file__).parents[2]
PROGRAM = """
    import pulumi
    import pulumi_aws as aws

    old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
    aws.rds.Instance("orders", engine="postgres", engine_version="15.19", instance_class="db.t4g.medium",
                     allocated_storage=100, storage_type="gp2", username="orders",
                     password=pulumi.Config().require_secret("password"),
                     backup_window="12:00-13:00", backup_retention_period=7, db_name=old.id,
                     enabled_cloudwatch_logs_exports=pulumi.Output.secret(["upgrade"]),
                     auto_minor_version_upgrade=False, skip_final_snapshot=True)
    aws.rds.Instance("later", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                     storage_type="gp3", auto_minor_version_upgrade=old.id.apply(bool),
                     username="later", manage_master_user_password=True,
                     backup_retention_period=7, skip_final_snapshot=True)
    aws.ec2.LaunchTemplate("workers", block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 50, "volume_type": "gp2"}},
        {"device_name": "/dev/sdb", "ebs": {"volume_size": 50, "volume_type": "sc1"}}])
    logs = aws.s3.Bucket("logs")
    aws.s3.BucketPublicAccessBlock("logs", bucket=logs.id, block_public_acls=True)
"""
CONFIG = {"aws:region": "eu-south-2", "password": SecretText("hunter2-and-more")}
REMEDIED = {
    "rds-storage-gp3",
    "rds-backup-window",
    "rds-maintenance-window",
    "rds-log-exports",
    "rds-auto-minor-version-upgrade",
    "rds-copy-tags-to-snapshot",
    "ebs-gp3",
    "s3-public-access-block-complete",
}
LEVELS = {"all": "disabled", **dict.fromkeys(sorted(REMEDIED), "remediate")}
MENDED = {
    "storageType": "gp3",
    # In UTC: 02:00 and Sunday 04:00 of the region's standard time, on each day of the year.
    "backupWindow": "01:00-02:00",
    "maintenanceWindow": "sun:03:00-sun:04:00",
    "autoMinorVersionUpgrade": True,
    "copyTagsToSnapshot": True,
}


def inputs(engine: Engine) -> dict[tuple[str, str], dict[str, Any]]:
    """The inputs in the state, by type and name."""
    state = json.loads(engine.export_state().read_text(encoding="utf-8"))
    told = state["deployment"]["resources"]
    return {(one["type"], one["urn"].rsplit("::", 1)[-1]): one.get("inputs", {}) for one in told}


@pytest.fixture(scope="module")
def stack(new_engine: NewEngine) -> tuple[Engine, Result]:
    engine = new_engine()
    return engine, engine.up(PROGRAM, pack=ROOT, config=CONFIG, policy_config=LEVELS)


def test_the_change_is_in_the_plan(engine: Engine) -> None:
    preview = engine.preview(PROGRAM, pack=ROOT, config=CONFIG, policy_config=LEVELS, options=["--diff"])
    assert preview.succeeded, preview
    assert preview.mandatory == (), preview
    assert preview.remediated >= {(rule, "orders") for rule in REMEDIED if rule.startswith("rds-")}
    assert preview.remediated >= {("ebs-gp3", "workers"), ("s3-public-access-block-complete", "logs")}
    assert '"gp3"' in preview.stdout
    assert ("rds-auto-minor-version-upgrade", "later") not in preview.remediated, "an unknown value is not changed"
    assert "hunter2" not in preview.stdout + preview.stderr


def test_the_change_is_in_the_state_and_nothing_else_changes(
    stack: tuple[Engine, Result], new_engine: NewEngine
) -> None:
    engine, result = stack
    assert result.succeeded, result
    untouched = new_engine()
    assert untouched.up(PROGRAM, config=CONFIG).succeeded
    mended, plain = inputs(engine), inputs(untouched)
    orders = mended["aws:rds/instance:Instance", "orders"]
    assert {key: orders[key] for key in MENDED} == MENDED
    template = mended["aws:ec2/launchTemplate:LaunchTemplate", "workers"]
    assert [one["ebs"]["volumeType"] for one in template["blockDeviceMappings"]] == ["gp3", "sc1"]
    differences = {
        (name, key)
        for (kind, name), before in plain.items()
        for key in {*before, *mended[kind, name]}
        if not is_generated(key) and shown(before.get(key)) != shown(mended[kind, name].get(key))
    }
    flags = ("blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    assert differences == {
        *(("orders", key) for key in MENDED),
        *(("later", key) for key in set(MENDED) - {"storageType", "autoMinorVersionUpgrade"}),
        ("later", "enabledCloudwatchLogsExports"),
        ("workers", "blockDeviceMappings"),
        *(("logs", flag) for flag in flags),
    }


def test_a_secret_stays_secret(stack: tuple[Engine, Result]) -> None:
    engine, _ = stack
    orders = inputs(engine)["aws:rds/instance:Instance", "orders"]
    for key in ("password", "enabledCloudwatchLogsExports"):
        assert "ciphertext" in orders[key], key
    assert "hunter2" not in engine.export_state().read_text(encoding="utf-8")


def test_a_second_preview_changes_nothing(stack: tuple[Engine, Result]) -> None:
    engine, _ = stack
    again = engine.preview(PROGRAM, pack=ROOT, config=CONFIG, policy_config=LEVELS)
    assert again.succeeded, again
    assert set(again.changes) == {"same"}, again


def test_what_has_no_safe_answer_is_left_and_stops(engine: Engine) -> None:
    program = """
        import pulumi_aws as aws
        aws.rds.Instance("fast", engine="postgres", instance_class="db.r6g.large", allocated_storage=100,
                         storage_type="io1", iops=3000, username="fast", manage_master_user_password=True)
    """
    result = engine.preview(program, pack=ROOT, policy_config={"all": "disabled", "rds-storage-gp3": "remediate"})
    assert not result.succeeded
    assert result.remediated == frozenset()
    assert {(one.policy, one.resource) for one in result.mandatory} == {("rds-storage-gp3", "fast")}


def is_generated(key: str) -> bool:
    return key in ("__defaults", "bucket", "name", "identifier")


def shown(value: object) -> str:
    """Text to compare; what is encrypted is encrypted anew each time, so its ciphertext is left out."""
    if isinstance(value, dict) and "ciphertext" in value:
        return "secret"
    return json.dumps(value, sort_keys=True)
