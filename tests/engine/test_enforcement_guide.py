"""The commands of ``docs/enforcement.md``, run under the real CLI, on a program with a fault and on one without."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.guides import blocks

ROOT = Path(__file__).parents[2]
GUIDE = "enforcement"
FAULTY = 'import pulumi_aws as aws\naws.s3.Bucket("logs")\n'
FINE = 'import pulumi_aws as aws\naws.sqs.Queue("it", name="it", tags={"team": "web"})\n'
CONFIG = {"aws:region": "eu-south-2"}
INSTALLS = re.compile(r"python3 -m venv|\S+/pip |\S+ -m pip |git clone|pulumi install")
"""Lines that fetch and install; ``test_published`` shows that what they make suffices."""


def snippet(name: str) -> dict:
    return yaml.safe_load(next(content for file, content in blocks(GUIDE, "yaml") if file == name))


def lines_of(script: str) -> list[str]:
    return [line for line in script.splitlines() if line and not INSTALLS.match(line)]


def github() -> str:
    steps = snippet(".github/workflows/preview.yml")["jobs"]["preview"]["steps"]
    return "\n".join(line for step in steps for line in lines_of(step.get("run", "")))


def gitlab() -> str:
    job = snippet(".gitlab-ci.yml")["preview"]
    return "\n".join(line for line in (*job["before_script"], *job["script"]) if not INSTALLS.match(line))


def shell_blocks(containing: str) -> str:
    told = next(content for _, content in blocks(GUIDE, "sh") if containing in content)
    return (
        "\n".join(lines_of(told)).replace("PACK/", f"{ROOT}/").replace("=PACK", f"={ROOT}").replace(" PACK", f" {ROOT}")
    )


def run(engine: Engine, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs the lines in the project, with the CLI and its stand-ins on PATH."""
    own = engine.environment()
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=engine.project,
        env={**own, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(params=[FAULTY, FINE], ids=["faulty", "fine"])
def stack(request: pytest.FixtureRequest, new_engine: NewEngine) -> tuple[Engine, bool]:
    engine = new_engine()
    assert engine.preview(request.param, config=CONFIG).succeeded
    return engine, request.param == FINE


@pytest.mark.parametrize("script", [github(), gitlab()], ids=["github", "gitlab"])
def test_the_pipelines_stop_a_fault_and_keep_what_was_printed(stack: tuple[Engine, bool], script: str) -> None:
    engine, fine = stack
    done = run(engine, script, PULUMI_OPTION_POLICY_PACK=str(ROOT))
    assert (done.returncode == 0) is fine, done.stdout + done.stderr
    assert ("s3-versioning" in (engine.project / "preview.txt").read_text(encoding="utf-8")) is not fine


def test_the_variable_enforces(stack: tuple[Engine, bool]) -> None:
    engine, fine = stack
    done = run(engine, shell_blocks("export PULUMI_OPTION"))
    assert (done.returncode == 0) is fine, done.stdout + done.stderr


def test_the_audit_of_a_state_catches_what_was_deployed_without_the_pack(stack: tuple[Engine, bool]) -> None:
    engine, fine = stack
    assert run(engine, "pulumi up --yes --stack dev --non-interactive").returncode == 0
    done = run(engine, shell_blocks("policy analyze"))
    assert (done.returncode == 0) is fine, done.stdout + done.stderr
    assert ("s3-versioning" in done.stdout) is not fine


def test_the_wrapper_refuses_to_run_without_the_pack(stack: tuple[Engine, bool], tmp_path: Path) -> None:
    engine, fine = stack
    wrapper = tmp_path / "wrapper"
    wrapper.write_text(next(content for name, content in blocks(GUIDE, "sh") if name == "wrapper"), encoding="utf-8")
    wrapper.chmod(0o755)
    command = f"{wrapper} preview --stack dev --non-interactive"
    without = run(engine, command)
    assert without.returncode != 0
    assert "the policy pack is not set" in without.stderr
    assert (run(engine, command, PULUMI_OPTION_POLICY_PACK=str(ROOT)).returncode == 0) is fine


def test_the_remediation_of_the_guide_is_accepted(engine: Engine) -> None:
    ((_, settings),) = blocks(GUIDE, "json")
    database = """
        import pulumi_aws as aws
        aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                         storage_type="gp2", username="orders", manage_master_user_password=True,
                         backup_retention_period=7)
    """
    result = engine.preview(database, pack=ROOT, config=CONFIG, policy_config=json.loads(settings))
    assert {rule for rule, _ in result.remediated} == set(json.loads(settings)), result


@pytest.mark.parametrize("call", ["policypack.serve(", "policypack.policies("])
def test_each_example_is_a_pack(call: str, engine: Engine, tmp_path: Path) -> None:
    (program,) = (content for _, content in blocks(GUIDE, "python") if call in content)
    (tmp_path / "__main__.py").write_text(program, encoding="utf-8")
    (tmp_path / "PulumiPolicy.yaml").write_text("name: ours\nruntime: python\n", encoding="utf-8")
    result = engine.preview(FAULTY, pack=tmp_path, config=CONFIG, env={"PYTHONPATH": str(ROOT)})
    assert ("s3-versioning", "logs") in result.found, result


def test_the_container_file_names_what_is_there() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert "requirements.txt" in text
    assert "ENV PULUMI_OPTION_POLICY_PACK=/opt/aws-guardrails" in text
