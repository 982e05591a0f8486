"""The rules in somebody else's pack, under the real engine."""

from __future__ import annotations

from pathlib import Path

from tests.engine.engine import Engine

ROOT = Path(__file__).parents[2]
PACK = Path(__file__).parent / "packs" / "foreign"
PROGRAM = """
    import pulumi_aws as aws

    old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
    aws.s3.Bucket("logs", bucket=old.outputs["Name"])
    aws.s3.Bucket("assets", tags={"team": "web", "guardrails:exempt/s3-versioning": "rebuilt each night"})
    aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                     storage_type="gp2", username="orders", manage_master_user_password=True)
"""
CONFIG = {"aws:region": "eu-south-2"}


def test_a_foreign_pack_finds_with_its_own_policy_and_with_the_rules(engine: Engine, tmp_path: Path) -> None:
    organization = tmp_path / "guardrails.yaml"
    organization.write_text('stacksMay: {exempt: ["s3-*"]}\nlevels: {rds-log-exports: disabled}\n')
    result = engine.preview(PROGRAM, pack=PACK, config=CONFIG, env={"GUARDRAILS_CONFIG": str(organization)})
    assert not result.succeeded
    assert result.found >= {
        ("buckets-have-a-team", "logs"),
        ("rds-storage-gp3", "orders"),
        ("s3-versioning", "logs"),
        ("s3-encryption", "assets"),
    }, result
    assert ("s3-versioning", "assets") not in result.found
    assert not result.of("rds-log-exports")
    (exempted,) = result.of("exempted-findings")
    assert "rebuilt each night" in exempted.message
    assert "can't run policy" not in result.stdout


def test_the_engine_configures_the_rules_of_a_foreign_pack(engine: Engine) -> None:
    settings = {
        "rds-storage-gp3": {"enforcementLevel": "remediate"},
        "rds-backup-window": {"enforcementLevel": "advisory", "businessHours": "01:00-23:00"},
    }
    result = engine.preview(PROGRAM, pack=PACK, config=CONFIG, policy_config=settings)
    assert ("rds-storage-gp3", "orders") in result.remediated, result
    assert not result.of("rds-storage-gp3")
    assert {one.level for one in result.of("rds-backup-window")} == {"advisory"}


def test_a_pack_that_names_the_package(engine: Engine) -> None:
    """Its settings are those beside it, its name its own. PYTHONPATH has the package as an installation would."""
    pack = ROOT / "examples" / "packaged"
    result = engine.preview(PROGRAM, pack=pack, config=CONFIG, env={"PYTHONPATH": str(ROOT)})
    assert not result.succeeded
    assert {one.level for one in result.of("s3-versioning")} == {"advisory"}, result
    assert ("rds-storage-gp3", "orders") in result.found
    packs = {event["policyEvent"]["policyPackName"] for event in result.events if "policyEvent" in event}
    assert packs == {"acme-guardrails"}
