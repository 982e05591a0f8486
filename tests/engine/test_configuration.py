"""Configuration, exemptions and the baseline under the real engine: each place works, and a wrong one stops."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.project import SecretText
from tests.engine.results import Result

ROOT = Path(__file__).parents[2]
FLAWED = ROOT / "examples" / "flawed"
BUCKET = """
    import pulumi_aws as aws

    logs = aws.s3.Bucket("logs", bucket="acme-logs", tags={"team": "web"},
                         server_side_encryption_configuration={"rule": {
                             "apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}})
    aws.s3.BucketPublicAccessBlock("logs", bucket=logs.id, block_public_acls=True, block_public_policy=True,
                                   ignore_public_acls=True, restrict_public_buckets=True)
"""
RULE = "s3-versioning"
FAULT = (RULE, "logs")
OPEN = "stacksMay: {levels: ['s3-*'], options: [required-tags], exempt: ['s3-*']}\n"


def organization(folder: Path, text: str) -> dict[str, str]:
    """The environment in which this is the organization's file."""
    file = folder / "guardrails.yaml"
    file.write_text(text, encoding="utf-8")
    return {"GUARDRAILS_CONFIG": str(file)}


def level_of(result: Result) -> str:
    (finding,) = [one for one in result.of(RULE) if one.resource == "logs"]
    return finding.level


def is_refused(result: Result, *named: str) -> None:
    assert result.exit_code != 0, result
    said = (result.stdout + result.stderr).replace("\n", " ")
    for word in named:
        assert word in said, result
    assert "Traceback" not in said


def test_without_configuration_the_rule_stops(engine: Engine) -> None:
    result = engine.preview(BUCKET, pack=ROOT)
    assert not result.succeeded
    assert level_of(result) == "mandatory"


def test_the_organizations_file(engine: Engine, tmp_path: Path) -> None:
    result = engine.preview(
        BUCKET, pack=ROOT, env=organization(tmp_path, "levels: {all: mandatory, 's3-*': advisory}\n")
    )
    assert level_of(result) == "advisory"
    others = [one for one in result.findings if not one.policy.startswith("s3-")]
    assert {one.level for one in others if one.policy == "stack-outputs"} == {"mandatory"}, result


def test_the_packs_own_file(engine: Engine, tmp_path: Path) -> None:
    fork = tmp_path / "fork"
    fork.mkdir()
    for entry in ROOT.iterdir():
        if entry.name not in (".git", "guardrails.yaml"):
            (fork / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
    (fork / "__main__.py").unlink()
    (fork / "__main__.py").write_text((ROOT / "__main__.py").read_text(encoding="utf-8"), encoding="utf-8")
    (fork / "guardrails.yaml").write_text(f"levels: {{{RULE}: advisory}}\n", encoding="utf-8")
    assert level_of(engine.preview(BUCKET, pack=fork)) == "advisory"


def test_environments_of_the_file(new_engine: NewEngine, tmp_path: Path) -> None:
    text = f"levels: {{{RULE}: advisory}}\nenvironments:\n  - stack: prod*\n    levels: {{{RULE}: mandatory}}\n"
    env = organization(tmp_path, text)
    assert level_of(new_engine("dev").preview(BUCKET, pack=ROOT, env=env)) == "advisory"
    assert level_of(new_engine("prod-eu").preview(BUCKET, pack=ROOT, env=env)) == "mandatory"


def test_the_engines_policy_configuration_stands_over_the_file(engine: Engine, tmp_path: Path) -> None:
    env = organization(tmp_path, f"levels: {{{RULE}: disabled}}\n")
    assert engine.preview(BUCKET, pack=ROOT, env=env).of(RULE) == ()
    stricter = engine.preview(BUCKET, pack=ROOT, env=env, policy_config={RULE: "advisory"})
    assert level_of(stricter) == "advisory"
    excepted = engine.preview(BUCKET, pack=ROOT, env=env, policy_config={"all": "advisory", RULE: "mandatory"})
    assert level_of(excepted) == "mandatory"
    assert {one.policy for one in excepted.mandatory} == {RULE}


def test_options_of_the_file_reach_the_rule_through_the_engine(engine: Engine, tmp_path: Path) -> None:
    env = organization(tmp_path, "options:\n  required-tags: {keys: [cost-center]}\n")
    (finding,) = engine.preview(BUCKET, pack=ROOT, env=env).of("required-tags")
    assert "cost-center" in finding.message
    stack = {"guardrails:options": {"required-tags": {"keys": ["team"]}}}
    is_refused(engine.preview(BUCKET, pack=ROOT, env=env, config=stack), "guardrails:options", "stacksMay.options")
    env = organization(tmp_path, "options:\n  required-tags: {keys: [cost-center]}\n" + OPEN)
    assert engine.preview(BUCKET, pack=ROOT, env=env, config=stack).of("required-tags") == ()


def test_the_stacks_configuration_for_what_is_open_to_it(engine: Engine, tmp_path: Path) -> None:
    config = {"guardrails:levels": {"s3-*": "advisory"}}
    is_refused(engine.preview(BUCKET, pack=ROOT, config=config), "guardrails:levels", "s3-*", "stacksMay.levels")
    opened = engine.preview(BUCKET, pack=ROOT, config=config, env=organization(tmp_path, OPEN))
    assert opened.succeeded, opened
    assert level_of(opened) == "advisory"
    by_group = {"guardrails": {"stacksMay": {"levels": ["s3-*"]}}}
    assert level_of(engine.preview(BUCKET, pack=ROOT, config=config, policy_config=by_group)) == "advisory"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("levels:\n  s3-versionin: advisory\n", ["guardrails.yaml:2", "levels.s3-versionin", "s3-versioning"]),
        ("levels:\n  s3-versioning: advisroy\n", ["guardrails.yaml:2", "levels.s3-versioning", "advisroy"]),
        ("options: {required-tags: {key: [a]}}\n", ["guardrails.yaml:1", "required-tags: key", "keys"]),
        ("levles: {}\n", ["guardrails.yaml:1", "levles", "levels"]),
        ("levels: [", ["guardrails.yaml"]),
        ("baseline: nowhere.json\n", ["baseline", "nowhere.json"]),
    ],
)
def test_a_wrong_file_stops(engine: Engine, tmp_path: Path, text: str, named: list[str]) -> None:
    is_refused(engine.preview(BUCKET, pack=ROOT, env=organization(tmp_path, text)), *named)


def test_a_file_that_is_not_there_stops(engine: Engine, tmp_path: Path) -> None:
    env = {"GUARDRAILS_CONFIG": str(tmp_path / "nowhere.yaml")}
    is_refused(engine.preview(BUCKET, pack=ROOT, env=env), "GUARDRAILS_CONFIG", "nowhere.yaml")


@pytest.mark.parametrize(
    ("policy_config", "named"),
    [
        ({"s3-versionin": "advisory"}, ["s3-versionin", "s3-versioning"]),
        ({"s3-*": "advisory"}, ["s3-*", "guardrails.yaml"]),
        ({"required-tags": {"key": ["a"]}}, ["required-tags", "keys"]),
        ({"required-tags": {"keys": "a"}}, ["required-tags", "keys"]),
        ({"guardrails": {"stacksMay": {"level": ["*"]}}}, ["stacksMay.level", "levels"]),
    ],
)
def test_a_wrong_policy_configuration_stops(engine: Engine, policy_config: dict[str, object], named: list[str]) -> None:
    is_refused(engine.preview(BUCKET, pack=ROOT, policy_config=policy_config), *named)


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("guardrails:level", {RULE: "advisory"}, ["guardrails:level", "levels"]),
        ("guardrails:levels", {"s3-versionin": "advisory"}, ["guardrails:levels.s3-versionin", "s3-versioning"]),
        ("guardrails:levels", "advisory", ["guardrails:levels"]),
        ("guardrails:levels", SecretText('{"s3-versioning": "advisory"}'), ["guardrails:levels", "secret"]),
        ("guardrails:exemptions", [{"rule": RULE, "resource": "logs"}], ["guardrails:exemptions[0]", "reason"]),
    ],
)
def test_a_wrong_stack_configuration_stops(
    engine: Engine, tmp_path: Path, key: str, value: object, named: list[str]
) -> None:
    env = organization(tmp_path, OPEN)
    is_refused(engine.preview(BUCKET, pack=ROOT, env=env, config={key: value}), *named)  # type: ignore[dict-item]


def exemption(expires: date) -> dict[str, object]:
    told = {"rule": RULE, "resource": "logs", "reason": "rebuilt each night", "owner": "web"}
    return {"guardrails:exemptions": [{**told, "expires": expires.isoformat()}]}


def test_an_exemption_in_the_stacks_file_lets_the_update_pass_and_is_shown_until_its_date(
    engine: Engine, tmp_path: Path
) -> None:
    env = organization(tmp_path, OPEN)
    config = exemption(date.today() + timedelta(days=60))
    passed = engine.up(BUCKET, pack=ROOT, env=env, config=config)
    assert passed.succeeded, passed
    (line,) = passed.of("exempted-findings")
    assert line.level == "advisory"
    assert "1 finding exempted: s3-versioning on logs (rebuilt each night; owner web;" in line.message.replace(
        "\n", " "
    )
    assert passed.of(RULE) == ()
    assert passed.of("guardrails") == ()
    later = engine.up(BUCKET, pack=ROOT, env=env, config=exemption(date.today() - timedelta(days=1)))
    assert not later.succeeded
    (finding,) = later.of(RULE)
    assert finding.level == "mandatory"
    assert "exemption ended on" in finding.message.replace("\n", " ")


def test_an_unquoted_date_in_the_stacks_file(engine: Engine, tmp_path: Path) -> None:
    day = date.today() + timedelta(days=60)
    told = {"rule": RULE, "resource": "logs", "reason": "rebuilt each night", "expires": day}
    result = engine.preview(
        BUCKET,
        pack=ROOT,
        env=organization(tmp_path, OPEN),
        config={"guardrails:exemptions": [told]},
    )
    assert result.succeeded, str(result)
    assert f"until {day}" in result.of("exempted-findings")[0].message.replace("\n", " ")


def test_an_exemption_in_the_program(engine: Engine, tmp_path: Path) -> None:
    env = organization(tmp_path, OPEN)
    tagged = BUCKET.replace(
        '{"team": "web"}', '{"team": "web", "guardrails:exempt/s3-versioning": "rebuilt owner=web"}'
    )
    result = engine.up(tagged, pack=ROOT, env=env)
    assert result.succeeded, result
    assert "s3-versioning on logs (rebuilt; owner web)" in result.of("exempted-findings")[0].message.replace("\n", " ")
    closed = engine.preview(tagged, pack=ROOT)
    assert not closed.succeeded
    assert ("guardrails", "logs") in closed.found
    assert FAULT in closed.found


def test_a_baseline_lets_flawed_pass_and_stops_one_new_fault(new_engine: NewEngine, tmp_path: Path) -> None:
    file = tmp_path / "guardrails-baseline.json"
    command = [sys.executable, "-m", "policypack", "baseline", str(FLAWED), "--out", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "15.4" not in file.read_text(encoding="utf-8")
    env = organization(tmp_path, "baseline: guardrails-baseline.json\n")
    engine = new_engine("prod")
    passed = engine.preview(FLAWED, pack=ROOT, env=env)
    assert passed.succeeded, passed
    assert passed.mandatory == ()
    assert "recorded in the baseline" in passed.of("exempted-findings")[0].message.replace("\n", " ")
    program = tmp_path / "flawed"
    program.mkdir()
    for entry in FLAWED.iterdir():
        if entry.is_file():
            (program / entry.name).write_bytes(entry.read_bytes())
    main = program / "__main__.py"
    more = '\nimport pulumi_aws\npulumi_aws.rds.Instance("new", engine="postgres", storage_type="gp2",' + (
        ' instance_class="db.t4g.medium", allocated_storage=20, username="app", manage_master_user_password=True)\n'
    )
    main.write_text(main.read_text(encoding="utf-8") + more, encoding="utf-8")
    stopped = engine.preview(program, pack=ROOT, env=env)
    assert not stopped.succeeded
    assert ("rds-storage-gp3", "new") in stopped.found
    assert {one.resource for one in stopped.mandatory} == {"new"}


def test_a_baseline_of_an_exported_state(engine: Engine, tmp_path: Path) -> None:
    assert engine.up(BUCKET, pack=None).succeeded
    file = tmp_path / "guardrails-baseline.json"
    command = [sys.executable, "-m", "policypack", "baseline", str(engine.export_state()), "--out", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert RULE in file.read_text(encoding="utf-8")
    assert engine.preview(BUCKET, pack=ROOT).mandatory != ()
    passed = engine.preview(BUCKET, pack=ROOT, env=organization(tmp_path, "baseline: guardrails-baseline.json\n"))
    assert passed.succeeded, str(passed)
    assert passed.mandatory == ()
    mended = BUCKET.replace('bucket="acme-logs",', 'bucket="acme-logs", versioning={"enabled": True},')
    shrunk = engine.preview(mended, pack=ROOT, env=organization(tmp_path, "baseline: guardrails-baseline.json\n"))
    assert "s3-versioning on logs" in shrunk.of("guardrails")[0].message.replace("\n", " ")
