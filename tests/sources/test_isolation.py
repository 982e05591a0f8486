"""A program that runs offline deploys nothing, and asks no cloud."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from policypack.errors import ProgramError
from policypack.sources.isolation import WITHHELD, without_aws, without_pulumi
from policypack.sources.program import run_program
from tests.sources.runs import inputs, plain, secret, write

SCRIPT = """
    import sys
    import pulumi
    import pulumi_aws as aws
    from pulumi import automation as auto

    def site():
        config = pulumi.Config()
        place = {"project": pulumi.get_project(), "stack": pulumi.get_stack(), "owner": config.require("owner")}
        bucket = aws.s3.Bucket("site", tags={**place, "token": config.require_secret("token")})
        pulumi.export("bucket", bucket.bucket)

    stack = auto.create_or_select_stack(stack_name="acme/site/prod", project_name="site", program=site)
    stack.workspace.install_plugin("aws", "v7.0.0")
    stack.set_config("aws:region", auto.ConfigValue(value="eu-west-3"))
    stack.set_all_config({"owner": auto.ConfigValue("web"), "token": auto.ConfigValue("s3cr3t", secret=True)})
    assert stack.get_config("owner").value == "web" and "token" in stack.get_all_config() or sys.exit(3)
    stack.refresh(on_output=print)
    try:
        result = stack.UPDATE(on_output=print)
    except Exception:
        sys.exit(4)
    sys.exit(f"what comes after an update runs, with {result}")
"""


@pytest.mark.parametrize("update", ["up", "preview"])
def test_the_inline_program_of_a_script_is_previewed(tmp_path: Path, update: str) -> None:
    (tmp_path / "deploy.py").write_text("\n".join(line[4:] for line in SCRIPT.replace("UPDATE", update).splitlines()))
    run = run_program(tmp_path / "deploy.py")
    tags = {"project": "site", "stack": "prod", "owner": "web", "token": secret("s3cr3t")}
    assert inputs(run, "site")["tags"] == tags
    assert inputs(run, "site")["region"] == "eu-west-3"
    (root,) = [one for one in run.stack.resources if one.type == "pulumi:pulumi:Stack"]
    assert sorted(plain(root.properties)) == ["bucket"]
    assert "shop" not in run.configuration.project
    (warning,) = run.warnings
    assert "stack 'prod' was previewed where the script updates it" in warning


@pytest.mark.parametrize(
    ("program", "place", "problem"),
    [
        ("auto.create_or_select_stack(stack_name='dev', work_dir='.').up()", 3, "updates the project in ., and an off"),
        ("auto.LocalWorkspace(work_dir='.').remove_stack('dev')", 3, "runs `pulumi stack rm`, and an offline"),
        (
            "subprocess.run(['/opt/pulumi/bin/pulumi', 'up'])",
            3,
            "runs `pulumi`, and an offline preview deploys nothing",
        ),
        ("subprocess.check_output(['pulumi', 'version'])", 3, "runs `pulumi`, and an offline"),
    ],
)
def test_what_else_would_deploy_is_refused_at_its_line(tmp_path: Path, program: str, place: int, problem: str) -> None:
    files = {"__main__.py": f"import subprocess\nfrom pulumi import automation as auto\n{program}\n"}
    with pytest.raises(ProgramError) as raised:
        run_program(write(tmp_path, files))
    assert str(raised.value).startswith(f"__main__.py:{place}: {problem}")


def test_a_shell_finds_a_pulumi_that_refuses(tmp_path: Path) -> None:
    variables = without_pulumi({"PATH": os.environ["PATH"], "PULUMI_ACCESS_TOKEN": "pul-1"}, tmp_path)
    assert "PULUMI_ACCESS_TOKEN" not in variables
    ended = subprocess.run(
        "echo before; pulumi up --yes", shell=True, env=variables, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout == "before\n"
    assert ended.stderr == "error: an offline preview deploys nothing, and runs no `pulumi`\n"


def test_no_credentials_and_no_way_to_any_are_left(tmp_path: Path) -> None:
    inherited = {
        "AWS_ACCESS_KEY_ID": "AKIA1",
        "AWS_SECRET_ACCESS_KEY": "s3cr3t",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/var/run/token",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_ENDPOINT_URL_S3": "http://localhost:4566",
        "AWS_REGION": "eu-west-3",
        "AWS_PROFILE": "prod",
        "HOME": "/root",
    }
    variables = without_aws(inherited, tmp_path, "eu-west-1")
    kept = {key for key, value in inherited.items() if variables.get(key) == value}
    assert kept == {"AWS_REGION", "AWS_PROFILE", "HOME"}
    assert variables["AWS_SECRET_ACCESS_KEY"] == WITHHELD
    assert variables["AWS_EC2_METADATA_DISABLED"] == "true"
    profiles = Path(variables["AWS_CONFIG_FILE"]).read_text()
    assert profiles == "[default]\nregion = eu-west-1\n[profile prod]\nregion = eu-west-1\n"
    assert not {"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ENDPOINT_URL_S3"} & set(variables)


@pytest.mark.parametrize(
    "program",
    [
        "boto3.client('ec2', region_name='us-east-1').describe_vpcs()",
        "boto3.client('sts').get_caller_identity()",
        "boto3.client('s3', aws_access_key_id='a', aws_secret_access_key='b').list_buckets()",
        "boto3.Session(profile_name='prod')",
    ],
)
def test_a_program_that_asks_aws_itself_ends_at_that_line(
    tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("boto3")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIA1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cr3t")
    with pytest.raises(ProgramError) as raised:
        run_program(write(tmp_path, {"__main__.py": f"import boto3\n{program}\n"}))
    assert str(raised.value).startswith("__main__.py:2: the program itself asks AWS (")
    assert "--allow-aws" in str(raised.value)


def test_credentials_are_there_for_whoever_wants_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIA1")
    program = """
        import os
        import pulumi_aws as aws
        aws.s3.Bucket("it", bucket=os.environ["AWS_ACCESS_KEY_ID"].lower())
    """
    folder = write(tmp_path, {"__main__.py": program})
    assert inputs(run_program(folder, allow_aws=True), "it")["bucket"] == "akia1"
    assert inputs(run_program(folder), "it")["bucket"] == WITHHELD
