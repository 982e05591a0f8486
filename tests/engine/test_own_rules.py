"""An organization's rules under the real engine, in a pack that names the package."""

from __future__ import annotations

import shutil
from pathlib import Path

from policypack.authoring.own_rule import write_own_rule
from policypack.authoring.properties import demand_on
from tests.engine.engine import Engine
from tests.guides import blocks

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "own-rules"
PROGRAM = """
    import pulumi_aws as aws

    aws.s3.Bucket("exports", tags={"data-owner": "nobody"})
    aws.s3.Bucket("reports", tags={"data-owner": "logistics"})
    aws.sns.Topic("alarms")
    orders = aws.sns.Topic("orders")
    aws.sns.TopicSubscription("orders", topic=orders.arn, protocol="sqs",
                              endpoint="arn:aws:sqs:eu-south-2:123456789012:orders")
    aws.rds.Instance("orders", engine="postgres", instance_class="db.r6g.large", allocated_storage=100,
                     username="orders", manage_master_user_password=True)
"""
CONFIG = {"aws:region": "eu-south-2"}
INSTALLED = {"PYTHONPATH": str(ROOT)}


def test_modules_and_rows_find_as_the_packs_own_do(engine: Engine) -> None:
    result = engine.preview(PROGRAM, pack=EXAMPLE, config=CONFIG, env=INSTALLED)
    assert not result.succeeded
    own = {one for one in result.found if one[0].startswith("acme-")}
    assert own == {
        ("acme-data-owned", "exports"),
        ("acme-data-owned", "orders"),
        ("acme-database-class", "orders"),
        ("acme-topic-subscribed", "alarms"),
    }, result
    assert {one.level for rule, _ in own for one in result.of(rule)} == {"mandatory"}
    (database,) = result.of("acme-database-class")
    assert 'instance_class is "db.r6g.large"' in database.message
    assert 'instance_class="db.t4g.micro"' in database.message
    assert ("s3-versioning", "exports") in result.found


def test_an_update_stops_before_the_resource_is_made(engine: Engine) -> None:
    result = engine.up(PROGRAM, pack=EXAMPLE, config=CONFIG, env=INSTALLED, options=["--skip-preview"])
    assert not result.succeeded
    assert ("acme-data-owned", "exports") in result.found, result
    assert "exports" not in engine.created


def test_the_engine_sets_levels_and_options_of_own_rules(engine: Engine) -> None:
    settings = {
        "acme-data-owned": {"enforcementLevel": "advisory", "owners": ["nobody"]},
        "acme-topic-subscribed": {"enforcementLevel": "disabled"},
    }
    result = engine.preview(PROGRAM, pack=EXAMPLE, config=CONFIG, env=INSTALLED, policy_config=settings)
    assert {(one.level, one.resource) for one in result.of("acme-data-owned")} == {
        ("advisory", "orders"),
        ("advisory", "reports"),
    }, result
    assert not result.of("acme-topic-subscribed")


def test_the_pack_of_the_guide_enforces_a_new_rule(engine: Engine, tmp_path: Path) -> None:
    for name in ("PulumiPolicy.yaml", "guardrails.yaml"):
        (tmp_path / name).write_text(dict(blocks("own-rules", "yaml"))[name], encoding="utf-8")
    (tmp_path / "__main__.py").write_text(dict(blocks("own-rules", "python"))["__main__.py"], encoding="utf-8")
    demand = demand_on("aws:s3/bucket:Bucket")
    rule, *_ = write_own_rule("acme-bucket-owned", tmp_path / "rules", demand, "resource")
    before = engine.preview(PROGRAM, pack=tmp_path, config=CONFIG, env=INSTALLED)
    assert {one.level for one in before.of("acme-bucket-owned")} == {"advisory"}, before
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace('level="advisory"', 'level="mandatory"'), encoding="utf-8")
    after = engine.preview(PROGRAM, pack=tmp_path, config=CONFIG, env=INSTALLED)
    assert {(one.level, one.resource) for one in after.of("acme-bucket-owned")} == {
        ("mandatory", "exports"),
        ("mandatory", "reports"),
    }, after


def test_a_rule_that_cannot_be_loaded_stops_and_says_where(engine: Engine, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(EXAMPLE, pack, ignore=shutil.ignore_patterns(".venv", "__pycache__"))
    file = pack / "rules" / "acme_data_owned.py"
    file.write_text(file.read_text(encoding="utf-8").replace("owner.is_in(teams)", "owner.is_set"), encoding="utf-8")
    result = engine.preview(PROGRAM, pack=pack, config=CONFIG, env=INSTALLED)
    assert not result.succeeded
    assert "guardrails.yaml:2: rules.folders[0]: rules/acme_data_owned.py:" in result.stderr
    assert "is_set is a question; call it: is_set()" in result.stderr
