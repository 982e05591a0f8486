"""Canaries: no secret argument of a function, at any depth, leaves a preview by any exit."""

from __future__ import annotations

import json
from pathlib import Path

import grpc
import pytest
from pulumi.runtime.proto import resource_pb2, resource_pb2_grpc

from policypack.sources.log import EngineLog
from policypack.sources.monitor import ResourceMonitor
from policypack.sources.program import _serving, run_program
from tests.sources.runs import write
from tests.test_commands import run

CANARY = "c4n4ry-hunter2"
CONFIG = f"config:\n  shop:key: {{value: {CANARY}, secret: true}}\n"
TRANSFORM = """
def renamed(args):
    return pulumi.InvokeTransformResult({"other": args.args["secretId"]}, args.opts)
pulumi.runtime.register_invoke_transform(renamed)
"""
CALLS = {
    "an argument": f'aws.secretsmanager.get_secret_version_output(secret_id=pulumi.Output.secret("{CANARY}"))',
    "a plain call": f'aws.secretsmanager.get_secret_version(secret_id=pulumi.Output.secret("{CANARY}"))',
    "in a list": f'aws.ec2.get_instances_output(instance_state_names=["x", pulumi.Output.secret("{CANARY}")])',
    "in an object": f'aws.ec2.get_route_table_output(tags={{"a": "b", "c": pulumi.Output.secret("{CANARY}")}})',
    "in an object in a list": 'aws.ec2.get_route_table_output(filters=[{"name": "x", "values":'
    f' ["y", pulumi.Output.secret("{CANARY}")]}}])',
    "a whole list": f'aws.ec2.get_instances_output(instance_state_names=pulumi.Output.secret(["{CANARY}"]))',
    "in a text": 'aws.ec2.get_key_pair_output(key_name=pulumi.Output.concat("a-",'
    f' pulumi.Output.secret("{CANARY}"), "-b"))',
    "configuration": 'aws.ec2.get_key_pair_output(key_name=pulumi.Config().require_secret("key"))',
    "configuration as a plain text": 'aws.ec2.get_key_pair(key_name="a-" + pulumi.Config().require("key"))',
    "transformed": TRANSFORM
    + f'aws.secretsmanager.get_secret_version_output(secret_id=pulumi.Output.secret("{CANARY}"))',
}
PROGRAM = "import pulumi\nimport pulumi_aws as aws\n"


def project(folder: Path, program: str) -> Path:
    return write(folder, {"Pulumi.yaml": f"name: shop\nruntime: python\n{CONFIG}", "__main__.py": PROGRAM + program})


@pytest.mark.parametrize("call", CALLS)
def test_no_secret_leaves_by_the_error(tmp_path: Path, call: str) -> None:
    done = run("preview", "--strict", project(tmp_path, CALLS[call]))
    assert done.returncode == 2
    assert "nothing answers this function offline" in done.stderr
    assert CANARY not in done.stdout + done.stderr


@pytest.mark.parametrize("format_", ["text", "json"])
def test_no_secret_leaves_by_a_warning(tmp_path: Path, format_: str) -> None:
    caught = """
def quietly(get, **args):
    try:
        get(**args)
    except Exception:
        pass
key = pulumi.Config().require_secret("key")
quietly(aws.ec2.get_key_pair, key_name=key)
quietly(aws.ec2.get_instances, instance_state_names=[key], filters=[{"name": "state", "values": [key]}])
quietly(aws.ec2.get_route_table, tags={"a": key}, vpc_id="vpc-1")
pulumi.StackReference("other", stack_name=pulumi.Config().require("key"))
"""
    done = run("preview", "--no-foresight", "--format", format_, project(tmp_path, caught))
    assert done.returncode == 0, done.stderr
    assert CANARY not in done.stdout + done.stderr
    assert done.stdout.count("nothing answers this function offline") == 3
    assert "vpc-1" in done.stdout
    foreseen = run("preview", "--format", format_, project(tmp_path, caught))
    assert foreseen.returncode == 0, foreseen.stderr
    assert CANARY not in foreseen.stdout + foreseen.stderr
    assert "3 data sources answered with placeholders" in foreseen.stdout


def test_a_secret_argument_is_still_answered(tmp_path: Path) -> None:
    program = """
pair = aws.ec2.get_key_pair_output(key_name=pulumi.Config().require_secret("key"))
aws.ssm.Parameter("p", type="String", value=pair.fingerprint, name=pulumi.Output.unsecret(pair.key_name))
"""
    root = project(tmp_path, program)
    (root / "guardrails-answers.yaml").write_text(
        f"aws:ec2/getKeyPair:getKeyPair: [{{args: {{keyName: {CANARY}}}, answer: {{fingerprint: f, keyName: k}}}}]\n"
    )
    (parameter,) = [one for one in run_program(root).analyses if one.name == "p"]
    assert parameter.properties["name"] == "k"


def test_a_failure_of_a_service_shows_no_value(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(ResourceMonitor, "Invoke", failing)
    monitor = ResourceMonitor.__new__(ResourceMonitor)
    with _serving(monitor, EngineLog()) as address, grpc.insecure_channel(address) as channel:
        stub = resource_pb2_grpc.ResourceMonitorStub(channel)
        with pytest.raises(grpc.RpcError) as raised:
            stub.Invoke(resource_pb2.ResourceInvokeRequest(tok="a:b:c"))
    assert "ValueError" in raised.value.details()
    assert "/pulumirpc.ResourceMonitor/Invoke" in raised.value.details()
    written = capfd.readouterr()
    assert CANARY not in raised.value.details() + written.out + written.err
    assert "Traceback" not in written.err


READS = {
    "require_secret": 'pulumi.Config().require_secret("password")',
    "get_secret": 'pulumi.Config().get_secret("password")',
    "require": 'pulumi.Config().require("password")',
    "get": 'pulumi.Config().get("password")',
    "part": 'pulumi.Config().require_secret_object("login").apply(lambda login: login["password"])',
    "joined": 'pulumi.Output.concat(pulumi.Config().require_secret("password"), "-1")',
}
DATABASES = 'database = {"engine": "postgres", "instance_class": "db.t4g.micro", "allocated_storage": 20}\n' + "".join(
    f'aws.rds.Instance("{name}", username="app", password={password}, **database)\n' for name, password in READS.items()
)


def outcomes(folder: Path, *options: str) -> dict[str, str]:
    """What password-generated answers for the password of each database; fine ones are left out."""
    done = run("preview", folder, "--format", "json", "--rule", "password-generated", *options)
    assert done.returncode in (0, 1), done.stderr
    assert CANARY not in done.stdout + done.stderr
    findings = json.loads(done.stdout)["findings"]
    return {one["name"]: one["outcome"] for one in findings if one["rule"] == "password-generated"}


def test_an_encrypted_value_is_no_literal(tmp_path: Path) -> None:
    root = project(tmp_path, DATABASES)
    encrypted = "  shop:password: {secure: v1:abc}\n  shop:login: {password: {secure: v1:def}}\n"
    (root / "Pulumi.dev.yaml").write_text(f"config:\n{encrypted}", encoding="utf-8")
    assert outcomes(root) == dict.fromkeys(READS, "undetermined")


def test_a_secret_value_of_the_call_is_secret_configuration(tmp_path: Path) -> None:
    root = project(tmp_path, DATABASES)
    login = f'login={{"password": "{CANARY}"}}'
    assert outcomes(root, "--secret-config", f"password={CANARY}", "--secret-config", login) == {}
    in_clear = outcomes(root, "--config", "password=open-sesame", "--config", 'login={"password": "open-sesame"}')
    assert set(in_clear.values()) == {"violated"}


def test_a_wrong_secret_of_the_call_is_not_shown() -> None:
    done = run("preview", "examples/hardened", "--secret-config", CANARY)
    assert done.returncode == 2
    assert "--secret-config: is not of the form KEY=VALUE" in done.stderr
    assert CANARY not in done.stderr


AS_PLAIN_TEXT = """
import json
k = pulumi.Config().require("key")
b = aws.s3.Bucket("b", bucket=k + "_X", acl=k, tags={k: k, "guardrails:exempt/" + k: k, "guardrails:skip-it": k})
aws.rds.Instance("db", engine="postgres", instance_class=k, storage_type=k, backup_window=k, password=k,
    identifier=pulumi.Output.concat(b.id, "-", k))
statement = {"Effect": k, "Action": [k], "Resource": k, "Sid": k, k: k}
aws.iam.Policy("p", policy=json.dumps({"Version": k, "Statement": [statement]}))
aws.iam.Policy("q", policy=b.arn.apply(lambda arn: json.dumps({"Statement": [{**statement, "Resource": arn + k}]})))
"""
PARTS = [CANARY[start : start + 6] for start in range(len(CANARY) - 5)]


@pytest.mark.parametrize("exit_", ["preview --each", "preview --format json", "baseline --out recorded.json"])
def test_a_secret_that_a_program_reads_as_a_plain_text_stays_secret(tmp_path: Path, exit_: str) -> None:
    """In names, tags, windows, documents, and in texts around an output; rules find their faults all the same."""
    command, *options = exit_.replace("recorded.json", str(tmp_path / "recorded.json")).split()
    done = run(command, project(tmp_path, AS_PLAIN_TEXT), *options)
    assert done.returncode == (0 if command == "baseline" else 1), done.stderr
    recorded = tmp_path / "recorded.json"
    written = done.stdout + done.stderr + (recorded.read_text() if recorded.exists() else "")
    assert "rds-backup-window" in written
    assert [part for part in PARTS if part in written.lower()] == []
