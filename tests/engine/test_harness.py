"""The harness itself: what a test of the pack may take for granted about the engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.project import Config, SecretText
from tests.engine.recorder import RECORD_TO, RecordedCall, read_recording, write_recording
from tests.engine.results import PolicyFinding
from tests.engine.stand_ins.provider import UNKNOWN, Properties, plain

PACKS = Path(__file__).parent / "packs"
PACK = PACKS / "bucket_names"
RECORDER = PACKS / "recorder"

UNTAGGED = """
    import pulumi
    import pulumi_aws as aws

    logs = aws.s3.Bucket("logs")
    pulumi.export("arn", logs.arn)
"""
TAGGED = UNTAGGED.replace('"logs"', '"logs", tags={"purpose": "logs"}')
TWO_BUCKETS = TAGGED + '    aws.s3.Bucket("more", tags={"purpose": "more"})\n'

DATABASE = """
    import pulumi
    import pulumi_aws as aws
    import pulumi_random as random

    bucket = aws.s3.Bucket("files")
    password = random.RandomPassword("password", length=20)
    aws.rds.Instance("db", engine="postgres", instance_class="db.t4g.micro", username="app",
                     allocated_storage=20, password=password.result)
    aws.s3.BucketVersioning("files", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
"""
NO_CONFIG: Config = {}
IN_MILAN: Config = {"aws:region": "eu-south-1"}


def test_a_mandatory_violation_fails_the_preview(engine: Engine) -> None:
    result = engine.preview(UNTAGGED, pack=PACK)
    assert result.exit_code == 1, result
    (finding,) = result.mandatory
    assert finding == PolicyFinding(
        policy="bucket-purpose",
        level="mandatory",
        urn="urn:pulumi:dev::program::aws:s3/bucket:Bucket::logs",
        message=finding.message,
    )
    assert (finding.resource, finding.type) == ("logs", "aws:s3/bucket:Bucket")
    assert finding.message.startswith("Buckets say what they are for.\nThe bucket logs-")
    assert finding.message.endswith("has no tag\n`purpose`.")
    assert "[mandatory]  bucket-purpose  (aws:s3:Bucket: logs)" in result.stdout


def test_a_preview_without_violation_passes(engine: Engine) -> None:
    result = engine.preview(TAGGED, pack=PACK)
    assert result.succeeded, result
    assert result.findings == ()
    assert result.changes == {"create": 2}


def test_an_advisory_violation_is_shown_and_lets_the_preview_pass(engine: Engine) -> None:
    result = engine.preview(TWO_BUCKETS, pack=PACK)
    assert result.succeeded, result
    assert result.found == {("bucket-count", "program-dev")}
    assert [finding.message for finding in result.advisory] == ["One bucket is enough.\n2 buckets."]


def test_a_stack_lives_from_up_to_destroy(engine: Engine) -> None:
    assert not engine.up(UNTAGGED, pack=PACK).succeeded
    created = engine.up(TAGGED, pack=PACK, config=IN_MILAN)
    assert created.succeeded, created
    assert created.changes == {"create": 2}
    assert engine.up(TAGGED, pack=PACK, config=IN_MILAN).changes == {"same": 2}
    changed = engine.up(TAGGED.replace('"logs"}', '"audit"}'), pack=PACK, config=IN_MILAN)
    assert changed.changes == {"update": 1, "same": 1}, changed
    (bucket,) = (
        resource
        for resource in json.loads(engine.export_state().read_text())["deployment"]["resources"]
        if resource["type"] == "aws:s3/bucket:Bucket"
    )
    assert bucket["outputs"]["tags"] == {"purpose": "audit"}
    assert bucket["outputs"]["arn"] == f"arn:aws:s3:::{bucket['id']}"
    assert engine.destroy().changes == {"delete": 2}


def test_a_state_file_is_analyzed(engine: Engine) -> None:
    assert engine.up(UNTAGGED).succeeded
    state = engine.export_state()
    result = engine.analyze_state(state, PACK)
    assert result.exit_code == 1, result
    assert result.found == {("bucket-purpose", "logs")}
    text = engine.analyze_state(state, PACK, as_text=True).stdout
    assert "[mandatory]  bucket-purpose  (aws:s3:Bucket: logs)" in text


def test_the_environment_enforces_a_pack(engine: Engine) -> None:
    result = engine.preview(UNTAGGED, env={"PULUMI_OPTION_POLICY_PACK": str(PACK)})
    assert result.exit_code == 1, result
    assert result.found == {("bucket-purpose", "logs")}


def test_a_policy_configuration_takes_effect(engine: Engine) -> None:
    result = engine.preview(UNTAGGED, pack=PACK, policy_config={"bucket-purpose": "advisory"})
    assert result.succeeded, result
    assert [(finding.policy, finding.level) for finding in result.findings] == [("bucket-purpose", "advisory")]


def test_a_program_that_raises_fails_with_its_traceback(engine: Engine) -> None:
    result = engine.preview('raise ValueError("no such thing")')
    assert not result.succeeded
    errors = [text for severity, text in result.messages if severity == "error"]
    assert any("ValueError: no such thing" in text for text in errors), result


def test_what_a_program_prints_is_a_message_of_the_stack(engine: Engine) -> None:
    assert any(text.strip() == "hello" for _, text in engine.preview('print("hello")').messages)


def test_a_program_is_copied_with_its_stack_file(engine: Engine, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    (program / "Pulumi.yaml").write_text("name: named\nruntime: python\n")
    (program / "Pulumi.dev.yaml").write_text("config:\n  named:greeting: hello\n")
    (program / "__main__.py").write_text(
        'import pulumi\nconfig = pulumi.Config()\nprint(config.require("greeting"), config.require("name"))\n'
    )
    before = sorted(program.iterdir())
    result = engine.preview(program, config={"named:name": "world"})
    assert any(text.strip() == "hello world" for _, text in result.messages), result
    assert sorted(program.iterdir()) == before


def test_a_secret_configuration_value_reaches_the_pack_as_secret(engine: Engine, tmp_path: Path) -> None:
    calls = recorded(engine, tmp_path, UNTAGGED, config={"program:token": SecretText("hush"), "program:plain": "x"})
    (stack,) = (call.request for call in calls if call.call == "ConfigureStack")
    assert dict(stack.config) == {"program:token": "hush", "program:plain": "x"}
    assert list(stack.config_secret_keys) == ["program:token"]


def test_each_provider_answers_for_its_own_region(engine: Engine) -> None:
    result = engine.up(
        """
        import pulumi
        import pulumi_aws as aws

        elsewhere = pulumi.InvokeOptions(provider=aws.Provider("elsewhere", region="eu-west-3"))
        pulumi.export("here", aws.get_region().region)
        pulumi.export("elsewhere", aws.get_region_output(opts=elsewhere).region)
        """,
        config=IN_MILAN,
    )
    assert result.succeeded, result
    outputs = json.loads(engine.run("stack", "output", "--json", "--stack", "dev").stdout)
    assert outputs == {"here": "eu-south-1", "elsewhere": "eu-west-3"}


def test_computed_values_are_unknown_until_they_are_made(new_engine: NewEngine, tmp_path: Path) -> None:
    engine = new_engine()
    planned = stack_outputs(recorded(engine, tmp_path, DATABASE, config=IN_MILAN))
    assert planned["db"]["arn"] == planned["db"]["storageType"] == UNKNOWN
    assert planned["db"]["username"] == "app"
    assert planned["password"]["result"]["value"] == UNKNOWN
    assert engine.up(DATABASE, config=IN_MILAN).succeeded
    bigger = DATABASE.replace("allocated_storage=20", "allocated_storage=30")
    known = stack_outputs(recorded(engine, tmp_path, bigger, config=IN_MILAN))
    assert known["db"]["allocatedStorage"] == 30
    assert known["db"]["identifier"].startswith("db")
    assert known["db"]["arn"] == f"arn:aws:rds:eu-south-1:123456789012:db:{known['db']['identifier']}"
    assert len(known["password"]["result"]["value"]) == 20
    assert known["db"]["password"] == known["password"]["result"]


def test_a_recording_has_every_kind_of_call_in_order(engine: Engine, tmp_path: Path) -> None:
    calls = recorded(engine, tmp_path, DATABASE)
    kinds = [call.call for call in calls]
    start = ["Handshake", "ConfigureStack", "GetPluginInfo", "GetAnalyzerInfo", "Configure"]
    assert sorted(kinds[:5]) == sorted(start)
    assert kinds[5:-2] == ["Remediate", "Analyze"] * (len(kinds[5:-2]) // 2)
    assert kinds[-2:] == ["AnalyzeStack", "Cancel"]
    (versioning,) = (
        resource for resource in calls[-2].request.resources if resource.type.endswith(":BucketVersioning")
    )
    (bucket_urn,) = versioning.propertyDependencies["bucket"].urns
    assert bucket_urn.endswith("aws:s3/bucket:Bucket::files")


@pytest.mark.parametrize("call", ["Analyze", "Remediate"])
def test_inputs_arrive_with_automatic_names(engine: Engine, tmp_path: Path, call: str) -> None:
    (inputs,) = (
        dict(recorded_call.request.properties)
        for recorded_call in recorded(engine, tmp_path, UNTAGGED)
        if recorded_call.call == call and recorded_call.request.type == "aws:s3/bucket:Bucket"
    )
    assert inputs["bucket"].startswith("logs-")
    assert ("__defaults" in inputs) == (call == "Remediate")


def recorded(engine: Engine, directory: Path, program: str, config: Config = NO_CONFIG) -> tuple[RecordedCall, ...]:
    """What the engine sends a pack in a preview of the program."""
    log, recording = directory / "calls.jsonl", directory / "recording.json"
    log.unlink(missing_ok=True)
    result = engine.preview(program, pack=RECORDER, config=config, env={RECORD_TO: str(log)})
    assert result.succeeded, result
    write_recording(log.read_text().splitlines(), recording)
    return read_recording(recording)


def stack_outputs(calls: tuple[RecordedCall, ...]) -> dict[str, Properties]:
    """The properties in AnalyzeStack by the resource's name."""
    (stack,) = (call.request for call in calls if call.call == "AnalyzeStack")
    return {resource.name: plain(resource.properties) for resource in stack.resources}
