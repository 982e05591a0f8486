"""A program that is a function runs in the process of its test, and leaves no trace there."""

from __future__ import annotations

import asyncio
import os
import statistics
import threading
import time
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from pulumi.runtime import mocks, settings, stack

from policypack.kit import UNKNOWN, Guardrails, PreviewError, Secret
from policypack.kit.snapshots import Snapshots

REGION = {"aws:region": "eu-south-2"}
ROOT = Path(__file__).parents[2]
CLASSES = (pulumi.Resource, pulumi.Output, pulumi.StackReference, pulumi.Config, stack.Stack)


@pytest.fixture
def kit(tmp_path: Path) -> Guardrails:
    return Guardrails(ROOT, Snapshots(tmp_path / "test_it.py", "test_it"), _settings(tmp_path))


def _settings(folder: Path) -> Path:
    file = folder / "guardrails.yaml"
    file.write_text("{}\n", encoding="utf-8")
    return file


def storage() -> None:
    logs = aws.s3.Bucket("logs", bucket=pulumi.Config().get("name") or "acme-logs")
    aws.ebs.Volume("data", availability_zone="eu-south-2a", size=10, type="gp2")
    pulumi.export("name", logs.bucket)
    pulumi.export("objects", pulumi.Output.concat(logs.arn, "/*"))


class Mocks(mocks.Mocks):
    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        return f"{args.name}-mocked", args.inputs

    def call(self, args: mocks.MockCallArgs) -> dict[Any, Any]:
        return {}


def attributes() -> list[tuple[object, dict[str, object]]]:
    return [(one, dict(vars(one))) for one in (*CLASSES, pulumi.output, pulumi.runtime)]


def test_the_sdk_and_the_environment_are_as_before(kit: Guardrails, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-the-test")
    seen: list[str] = []

    def program() -> None:
        seen.append(os.environ["AWS_SECRET_ACCESS_KEY"])
        os.environ["LEFT_BEHIND"] = "1"
        storage()

    kit.preview(storage, config=REGION)  # what is imported once is not a trace
    before, environment, threads = attributes(), dict(os.environ), threading.active_count()
    kit.preview(program, config=REGION)
    assert seen == ["withheld-in-a-preview"]
    assert dict(os.environ) == environment
    assert threading.active_count() == threads
    for one, told in before:
        now = vars(one)
        assert [name for name in told if name not in ("__dict__", "__weakref__") and now[name] is not told[name]] == []
        assert set(now) == set(told)


def test_mocks_of_the_users_own_suite_stay(kit: Guardrails) -> None:
    async def id_of(bucket: aws.s3.Bucket) -> Any:
        return await bucket.id.future()

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    kept = {name: getattr(settings.SETTINGS, name) for name in ("monitor", "engine", "project", "stack", "dry_run")}
    try:
        mocks.set_mocks(Mocks(), project="mine", stack="unit")
        pulumi.runtime.set_all_config({"mine:size": "3"})
        monitor = settings.get_monitor()
        found = kit.preview(storage, config=REGION)
        found.assert_finds("s3-versioning", "logs")
        assert settings.get_monitor() is monitor
        assert (pulumi.get_project(), pulumi.get_stack(), pulumi.Config("mine").get("size")) == ("mine", "unit", "3")
        assert asyncio.get_event_loop() is loop
        assert loop.run_until_complete(id_of(aws.s3.Bucket("mocked"))) == "mocked-mocked"
        assert kit.preview(storage, config=REGION).outputs == found.outputs
    finally:
        for name, value in kept.items():
            setattr(settings.SETTINGS, name, value)
        settings.set_root_resource(None)
        pulumi.runtime.set_all_config({})
        asyncio.set_event_loop(None)
        loop.close()


def test_a_preview_within_a_running_loop(kit: Guardrails) -> None:
    async def test() -> None:
        kit.preview(storage, config=REGION).assert_finds("s3-versioning")
        await asyncio.sleep(0)

    asyncio.run(test())


def test_threads_take_turns(kit: Guardrails) -> None:
    counts: list[int] = []

    def preview() -> None:
        counts.append(len(kit.preview(storage, config=REGION).resources()))

    threads = [threading.Thread(target=preview) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [2, 2, 2, 2]


def test_the_same_as_in_a_process_of_its_own(kit: Guardrails, tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(
        "import pulumi\nimport pulumi_aws as aws\n\n"
        "logs = aws.s3.Bucket('logs', bucket=pulumi.Config().get('name') or 'acme-logs')\n"
        "aws.ebs.Volume('data', availability_zone='eu-south-2a', size=10, type='gp2')\n"
        "pulumi.export('name', logs.bucket)\n"
        "pulumi.export('objects', pulumi.Output.concat(logs.arn, '/*'))\n",
        encoding="utf-8",
    )
    there, here = kit.preview(file, config=REGION), kit.preview(storage, config=REGION)
    assert [(one.rule, one.name, one.at) for one in here.findings] == [
        (one.rule, one.name, one.at) for one in there.findings
    ]
    assert here.outputs == there.outputs == {"name": "acme-logs", "objects": "[arn of logs]/*"}
    assert here.warnings == there.warnings == ()


def test_configuration_answers_and_other_stacks(kit: Guardrails) -> None:
    def program() -> None:
        config = pulumi.Config()
        network = pulumi.StackReference("acme/network/prod")
        vpc = aws.ec2.get_vpc(default=True)
        pulumi.export("zones", config.require_object("zones"))
        pulumi.export("password", config.require_secret("password"))
        pulumi.export("subnet", network.get_output("subnetId"))
        pulumi.export("range", vpc.cidr_block)
        pulumi.export("stack", pulumi.get_stack())

    found = kit.preview(
        program,
        stack="acme/prod",
        config={**REGION, "zones": ["a", "b"]},
        secret_config={"password": "hunter22"},
        answers={"aws:ec2/getVpc:getVpc": {"id": "vpc-0a1b2c3d", "cidr_block": "10.0.0.0/16"}},
        stack_outputs={"acme/network/prod": {"subnetId": "subnet-1"}},
        strict=True,
    )
    assert found.outputs["zones"] == ["a", "b"]
    assert found.outputs["password"] == Secret("hunter22")
    assert "hunter22" not in repr(found.outputs)
    assert found.outputs["subnet"] == "subnet-1"
    assert found.outputs["range"] == "10.0.0.0/16"
    assert found.outputs["stack"] == "prod"


def test_a_coroutine_a_transform_and_an_early_exit(kit: Guardrails) -> None:
    def tagged(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
        return pulumi.ResourceTransformResult(props={**args.props, "tags": {"team": "web"}}, opts=args.opts)

    async def program() -> None:
        await asyncio.sleep(0)
        pulumi.runtime.register_resource_transform(tagged)
        aws.s3.Bucket("logs")

    assert kit.preview(program, config=REGION).resource("logs").map("tags") == {"team": "web"}

    def leaves() -> None:
        aws.s3.Bucket("logs")
        raise SystemExit(0)

    assert [one.name for one in kit.preview(leaves, config=REGION).resources()] == ["logs"]


def test_what_a_function_raises_is_raised_from_its_own_line(kit: Guardrails) -> None:
    def broken() -> None:
        raise KeyError("vpc")

    with pytest.raises(KeyError) as raised:
        kit.preview(broken)
    assert [entry.name for entry in raised.traceback] == [
        "test_what_a_function_raises_is_raised_from_its_own_line",
        "preview",
        "broken",
    ]
    kit.preview(storage, config=REGION)  # nothing of it is left

    def twice() -> None:
        aws.s3.Bucket("logs")
        aws.s3.Bucket("logs")

    with pytest.raises(Exception, match="logs"):
        kit.preview(twice)


def test_wrong_calls(kit: Guardrails) -> None:
    with pytest.raises(PreviewError, match=r"no such rule; did you mean s3-versioning\?"):
        kit.preview(storage, skip="s3-versionin")
    with pytest.raises(PreviewError, match=r"nowhere.py: no such file or folder"):
        kit.preview("nowhere.py")
    with pytest.raises(PreviewError, match="project= is for a program that is a function"):
        kit.preview("nowhere.py", project=".")
    with pytest.raises(PreviewError, match="it has no field cidrBlok, but cidrBlock"):
        kit.preview(lambda: aws.ec2.get_vpc(default=True), answers={"aws:ec2/getVpc:getVpc": {"cidrBlok": "x"}})


def test_what_fails_in_a_file_is_shown_with_its_line(kit: Guardrails, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("x = 1\nraise ValueError('no zone')\n", encoding="utf-8")
    with pytest.raises(PreviewError, match=r'no zone\n  File "program.py", line 2') as raised:
        kit.preview(tmp_path / "program.py")
    assert raised.value.__suppress_context__


def test_a_function_within_a_project(kit: Guardrails, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").touch()
    (tmp_path / "Pulumi.prod.yaml").write_text("config: {shop:name: of-prod}\n", encoding="utf-8")
    found = kit.preview(storage, project=tmp_path, stack="prod")
    assert found.resource("logs").text("bucket") == "of-prod"


def test_settings_of_the_call(kit: Guardrails) -> None:
    only = kit.preview(storage, config=REGION, rule="s3-versioning")
    assert {one.rule for one in only.findings} == {"s3-versioning"}
    kit.preview(storage, config=REGION, skip=["s3-*"]).assert_clean()
    eased = kit.preview(storage, config=REGION, policies={"s3-versioning": {"enforcementLevel": "advisory"}})
    (finding,) = eased.assert_finds("s3-versioning")
    assert finding.level == "advisory"


def test_what_a_preview_does_not_know(kit: Guardrails) -> None:
    def program() -> None:
        aws.ebs.Volume("data", availability_zone="eu-south-2a", size=aws.s3.Bucket("logs").id.apply(len))

    volume = kit.preview(program, config=REGION).resource("data")
    assert volume["size"] is UNKNOWN
    with pytest.raises(AssertionError, match=r'aws.ebs.Volume "data": the preview does not know size'):
        volume.number("size")


def test_a_preview_takes_less_than_100_ms_after_the_first(kit: Guardrails) -> None:
    """Time of this process alone: other tests may keep the machine busy."""
    kit.preview(storage, config=REGION)
    times = []
    for _ in range(20):
        begun = time.process_time()
        kit.preview(storage, config=REGION)
        times.append(time.process_time() - begun)
    assert statistics.median(times) < 0.1
