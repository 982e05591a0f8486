"""The pack under the real engine: what the CLI prints for the example stacks, from the first preview to the end."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.registry import all_rules
from policypack.engine.summaries import is_part, summaries
from policypack.offline import preview
from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.results import Result
from tests.expectations import WEIGHED_BY_HAND

ROOT = Path(__file__).parents[2]
FLAWED, HARDENED = ROOT / "examples" / "flawed", ROOT / "examples" / "hardened"
WAITING = "undetermined-checks"


TWO_BUCKETS = """
    import pulumi_aws as aws

    aws.s3.Bucket("one")
    aws.s3.Bucket("two")
    good = aws.s3.Bucket("good")
    aws.s3.BucketVersioning("good", bucket=good.id, versioning_configuration={"status": "Enabled"})
"""


@pytest.fixture(scope="module")
def flawed(new_engine: NewEngine) -> Result:
    return new_engine("prod").preview(FLAWED, pack=ROOT)


def test_the_flawed_stack_is_stopped(flawed: Result) -> None:
    assert flawed.exit_code == 1, flawed
    assert {
        ("rds-engine-version-available", "orders"),
        ("rds-storage-gp3", "orders"),
        ("rds-backup-window", "orders"),
        ("rds-maintenance-window", "orders"),
        ("rds-log-exports", "orders"),
        ("s3-versioning", "artifacts"),
        ("s3-encryption", "artifacts"),
        ("s3-public-access-block", "artifacts"),
        ("security-group-explicit-egress", "database"),
        ("kms-key-alias", "data"),
        ("vpc-three-zones", "vpc"),
    } <= flawed.found


def test_the_version_is_named_with_region_and_the_newest_of_its_line(flawed: Result) -> None:
    (finding,) = flawed.of("rds-engine-version-available")
    assert finding.level == "mandatory"
    for word in ("postgres 15.4", "eu-south-2", "15.19"):
        assert word in finding.message.replace("\n", " ")
    assert "rds-engine-version-available  (aws:rds:Instance: orders)" in flawed.stdout


def test_the_offline_preview_finds_what_the_engine_finds(flawed: Result) -> None:
    offline = preview(FLAWED, Configuration(all_rules()), stack="prod")
    found = [one for one in offline.findings if one.outcome.value != "undetermined"]
    summarised = [*(one for one in found if not is_part(one)), *summaries(found, offline.stack.root_urn)]
    told = Counter((one.rule, one.urn) for one in summarised)
    assert Counter((one.policy, one.urn) for one in flawed.findings) == told


def weighed(result: Result) -> set[tuple[str, str]]:
    return {one for one in result.found if one[0] in WEIGHED_BY_HAND}


def test_the_hardened_stack_lives_its_whole_life_unharmed(new_engine: NewEngine) -> None:
    engine = new_engine("prod")
    preview = engine.preview(HARDENED, pack=ROOT)
    assert preview.succeeded, preview
    assert weighed(preview) == set(), preview
    created = engine.up(HARDENED, pack=ROOT)
    assert created.succeeded, created
    assert weighed(created) == set(), created
    again = engine.up(HARDENED, pack=ROOT)
    assert again.succeeded, again
    assert set(again.changes) == {"same"}
    audit = engine.analyze_state(engine.export_state(), ROOT)
    assert audit.succeeded, audit
    assert weighed(audit) == set(), audit
    assert engine.destroy().succeeded


BUCKETS = """
    import pulumi_aws as aws

    old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
    for name in ("one", "two"):
        bucket = aws.s3.Bucket(name)
        aws.s3.BucketPublicAccessBlock(name, bucket=bucket.id, block_public_acls=True, block_public_policy=True,
                                       ignore_public_acls=True, restrict_public_buckets=True)
        aws.s3.BucketServerSideEncryptionConfiguration(name, bucket=bucket.id, rules=[
            {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}])
    aws.s3.BucketVersioning("one", bucket="one-of-many",
                            versioning_configuration={"status": old.outputs["Status"]})
    unnamed = aws.s3.Bucket("unnamed", bucket=old.outputs["Name"])
"""
TWO_FAULTS = {("s3-versioning", "one"), ("s3-versioning", "two")}


def test_one_unknown_hides_nothing_about_the_others(engine: Engine) -> None:
    result = engine.preview(BUCKETS, pack=ROOT)
    assert not result.succeeded
    assert result.found >= TWO_FAULTS, result
    (waiting,) = result.of(WAITING)
    assert waiting.level == "advisory"
    assert "s3-versioning on unnamed" in waiting.message.replace("\n", " ")


VERSIONED = """
    import pulumi
    import pulumi_aws as aws

    logs = aws.s3.Bucket("logs", bucket="acme-logs", tags={"team": "web"}, versioning={"enabled": True},
                         server_side_encryption_configuration={"rule": {
                             "apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}})
    aws.s3.BucketPublicAccessBlock("logs", bucket=logs.id, block_public_acls=True, block_public_policy=True,
                                   ignore_public_acls=True, restrict_public_buckets=True)
    pulumi.export("logs", logs.arn)
"""
MANDATORY_ONLY: dict[str, object] = {"all": "mandatory"}


def test_an_update_is_stopped_by_the_change_that_breaks_a_rule(engine: Engine) -> None:
    assert engine.up(VERSIONED, pack=ROOT).succeeded
    broken = VERSIONED.replace("versioning={", "acceleration_status=None, website={").replace(
        '"enabled": True', '"index_document": "index.html"'
    )
    stopped = engine.up(broken, pack=ROOT)
    assert not stopped.succeeded
    assert ("s3-versioning", "logs") in stopped.found
    assert engine.destroy().succeeded


def test_the_pack_is_enforced_by_the_environment_alone(engine: Engine) -> None:
    result = engine.preview(BUCKETS, env={"PULUMI_OPTION_POLICY_PACK": str(ROOT)})
    assert not result.succeeded
    assert result.found >= TWO_FAULTS


def test_a_state_is_analysed_without_its_program(engine: Engine) -> None:
    assert engine.up(TWO_BUCKETS).succeeded
    audit = engine.analyze_state(engine.export_state(), ROOT)
    assert audit.found >= TWO_FAULTS, audit
    assert not any(one[0] == "s3-versioning" and one[1] == "good" for one in audit.found)


def test_levels_and_options_come_from_the_policy_configuration(engine: Engine) -> None:
    lenient = engine.preview(BUCKETS, pack=ROOT, policy_config={"all": "advisory"})
    assert lenient.succeeded, lenient
    assert {one.policy for one in lenient.advisory} >= {"s3-versioning"}
    refused = engine.preview(BUCKETS, pack=ROOT, policy_config={"s3-versionning": "advisory"})
    assert not refused.succeeded
    assert "s3-versionning" in refused.stdout + refused.stderr


def test_a_database_that_runs_its_version_is_not_stopped(engine: Engine) -> None:
    program = """
        import pulumi_aws as aws
        aws.rds.Instance("orders", engine="postgres", engine_version="15.4", instance_class="db.t4g.medium",
                         username="orders", manage_master_user_password=True, allocated_storage=100,
                         storage_type="gp3")
    """
    config = {"aws:region": "eu-south-2"}
    assert ("rds-engine-version-available", "orders") in engine.preview(program, pack=ROOT, config=config).found
    assert engine.up(program, config=config).succeeded
    running = engine.preview(program, pack=ROOT, config=config)
    assert ("rds-engine-version-available", "orders") not in running.found, running


def test_the_same_stack_gives_the_same_findings_every_time(new_engine: NewEngine) -> None:
    engine = new_engine("prod")
    texts = {json.dumps(sorted(str(one) for one in engine.preview(HARDENED, pack=ROOT).findings)) for _ in range(2)}
    assert len(texts) == 1
