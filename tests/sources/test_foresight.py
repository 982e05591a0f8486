"""Programs in a preview with foresight: what becomes a text with holes, what stays unknown, and what is not done."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.errors import ProgramError
from policypack.model.values import UNKNOWN, Value
from policypack.offline import preview
from policypack.sources.foresight import Foresight
from policypack.sources.program import ProgramRun, run_program
from policypack.wire.requests import resource_of
from tests.examples import FORESEEN, forking, run_text, shared_run
from tests.sources.runs import in_stack, links

CONFIG = (("aws:region", "us-east-1"),)
ROLE = """
import hashlib, base64, json, os, random, socket, subprocess, time
import pulumi
import pulumi_aws as aws
import pulumi_random
role = aws.iam.Role("role", assume_role_policy="{}")
queue = aws.sqs.Queue("queue")
suffix = pulumi_random.RandomId("suffix", byte_length=4)
password = pulumi_random.RandomPassword("password", length=20)
"""


def ran(program: str) -> ProgramRun:
    return shared_run(ROLE + textwrap.dedent(program), CONFIG, FORESEEN)


def value_of(run: ProgramRun, name: str, key: str) -> Value:
    (request,) = [one for one in run.analyses if one.name == name]
    return resource_of(request, run.placeholders.read)[key]


def description(expression: str) -> Value:
    """How a text of this expression arrives."""
    return value_of(ran(f'aws.ssm.Parameter("it", type="String", description={expression})'), "it", "description")


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("role.arn", "[arn of role]"),
        ("role.arn.apply(lambda arn: arn.split(':')[4])", "[account ID]"),
        ("role.id", "[id of role]"),
        ('pulumi.Output.concat(role.arn, "/*")', "[arn of role]/*"),
        ('pulumi.Output.format("{0}-x", role.arn)', "[arn of role]-x"),
        ('role.arn.apply(lambda arn: f"{arn}:x")', "[arn of role]:x"),
        ("role.arn.apply(str.upper)", "[arn of role]"),
        ('role.arn.apply(lambda arn: arn.split("/")[-1])', "[arn of role]"),
        ('role.arn.apply(lambda arn: queue.arn.apply(lambda other: f"{arn}-{other}"))', "[arn of role]-[arn of queue]"),
        ('pulumi.Output.all(role.arn, queue.url).apply(lambda both: ",".join(both))', "[arn of role],[url of queue]"),
        ("pulumi.Output.json_dumps([role.arn])", '[\\"[arn of role]\\"]'),
        ("pulumi.Output.all(a=role.arn, b=queue.arn)['b']", "[arn of queue]"),
        ('pulumi.Output.concat("logs-", suffix.hex)', "logs-[hex of suffix]"),
    ],
)
def test_a_text_around_an_output_is_read_back(expression: str, shown: str) -> None:
    assert str(description(expression)) == f'"{shown}"'


@pytest.mark.parametrize(
    "expression",
    [
        "role.arn.apply(lambda arn: hashlib.sha256(arn.encode()).hexdigest())",
        "role.arn.apply(lambda arn: base64.b64encode(arn.encode()).decode())",
        "role.arn.apply(lambda arn: arn[:20])",
        "pulumi.Output.format('{0:.20}', role.arn)",
        "role.arn.apply(lambda arn: str(len(arn)))",
        "role.arn.apply(lambda arn: f'{arn}{len(arn)}')",
        "role.arn.apply(lambda arn: f'{arn}{hash(arn)}')",
        "role.arn.apply(lambda arn: 'prod' if 'prod' in arn else 'other')",
        "role.arn.apply(lambda arn: f'{arn}{random.random()}')",
        "pulumi.Output.all(role.id, queue.id).apply(max)",
        "pulumi.Output.all(role.id, queue.id).apply(lambda both: max(both, key=len))",
        "pulumi.Output.all(role.id, queue.id).apply(lambda both: min(both, key=len))",
        "role.arn.apply(lambda arn: queue.arn.apply(lambda other: arn + other[:30]))",
        "password.result",
        "pulumi.Output.concat('x', password.result)",
    ],
)
def test_what_only_looks_at_a_placeholder_stays_unknown(expression: str) -> None:
    assert description(expression).reason.property == "description"
    assert description(expression).is_unknown


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("open('{folder}/written', 'w')", "writes a file"),
        ("os.mkdir('{folder}/made')", "does os.mkdir"),
        ("os.environ.__setitem__('SET', arn)", "does os.putenv"),
        ("subprocess.run(['touch', '{folder}/touched'])", "does subprocess.Popen"),
        ("socket.create_connection(('127.0.0.1', 9))", "does socket."),
        ("aws.s3.Bucket('inner')", "registers aws:s3/bucket"),
        ("aws.s3.Bucket.get('read', arn)", "registers aws:s3/bucket"),
        ("pulumi.export('arn', arn)", "registers the stack's output arn"),
        ("undefined", "NameError"),
        ("seen.append(arn)", "changes a value outside"),
    ],
)
def test_a_callback_does_no_harm_and_the_run_says_so_once(tmp_path: Path, statement: str, why: str) -> None:
    program = f"""
    seen = []
    def made(arn):
        {statement.replace("{folder}", str(tmp_path))}
        return arn
    aws.ssm.Parameter("it", type="String", description=role.arn.apply(made))
    assert seen == []
    """
    run = run_text(ROLE + textwrap.dedent(program), CONFIG, forking(ROLE), Foresight())
    assert value_of(run, "it", "description").is_unknown
    (warning,) = [one for one in run.warnings if "callback" in one]
    assert warning.startswith("1 value made in a callback stays unknown: ")
    assert why in warning
    refused = why.startswith(("writes", "does", "registers"))
    # What is refused is named by its own line, the rest by the callback's.
    line = 1 + [text.strip() for text in (ROLE + textwrap.dedent(program)).splitlines()].index("def made(arn):")
    assert f":{line + refused} (" in warning
    assert list(tmp_path.iterdir()) == []
    assert {one.name for one in run.analyses} >= {"role", "it"}
    assert not {"inner", "read"} & {one.name for one in run.analyses}
    (root,) = [one for one in run.stack.resources if one.type == "pulumi:pulumi:Stack"]
    assert "arn" not in root.properties


def test_a_hidden_refusal_counts_and_a_coroutine_runs() -> None:
    run = ran("""
    async def awaited(arn):
        return f"{arn}!"
    def hiding(arn):
        try:
            aws.s3.Bucket("inner")
        except Exception:
            pass
        return arn
    aws.ssm.Parameter("awaited", type="String", description=role.arn.apply(awaited))
    aws.ssm.Parameter("hiding", type="String", description=role.arn.apply(hiding))
    """)
    assert str(value_of(run, "awaited", "description")) == '"[arn of role]!"'
    assert value_of(run, "hiding", "description").is_unknown


def test_what_callbacks_print_is_not_shown_and_known_values_are_as_ever() -> None:
    run = ran("""
    role.arn.apply(print)
    role.arn.apply(lambda arn: pulumi.log.warn(arn))
    pulumi.Output.from_input("known").apply(print)
    aws.ssm.Parameter("it", type="String", description=pulumi.Output.from_input("x").apply(lambda x: hash(x) and x))
    """)
    assert value_of(run, "it", "description").equals("x").truth is True
    assert [line for line in run.logs if "0f0e" in line or "arn:" in line] == []
    assert "known" in run.logs


def test_dependencies_of_properties_are_as_in_a_plain_preview() -> None:
    program = """
    aws.sqs.QueuePolicy("it", queue_url=queue.url, policy=pulumi.Output.json_dumps({"Resource": [queue.arn, role.arn]}))
    """
    foreseen, plain = ran(program), shared_run(ROLE + textwrap.dedent(program), CONFIG)
    assert (
        links(in_stack(foreseen, "it"))
        == links(in_stack(plain, "it"))
        == {"policy": ["queue", "role"], "queueUrl": ["queue"]}
    )


DATA = """
vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [vpc.id]}])
zone = aws.route53.get_zone_output(name="example.com")
group = aws.ec2.SecurityGroup("group", vpc_id=vpc.id, revoke_rules_on_delete=vpc.enable_dns_support)
aws.rds.SubnetGroup("subnets", subnet_ids=subnets.ids)
aws.route53.Record("record", zone_id=zone.zone_id, name="www", type="A", ttl=60, records=["192.0.2.1"])
"""


def test_data_sources_that_nobody_answers_do_not_stop_the_run() -> None:
    run = ran(DATA)
    assert str(value_of(run, "group", "vpcId")) == '"[id of getVpc]"'
    assert value_of(run, "group", "vpcId").starts_with("vpc-").truth is True
    assert value_of(run, "group", "revokeRulesOnDelete").is_unknown
    assert value_of(run, "subnets", "subnetIds").reason.property == "subnetIds"
    assert str(value_of(run, "record", "zoneId")) == '"[zoneId of getZone]"'
    (assumed,) = [one for one in run.warnings if "data source" in one]
    assert "aws:ec2/getVpc:getVpc" in assumed
    assert "aws:route53/getZone:getZone" in assumed
    assert "`guardrails answers`" in assumed
    assert "0f0e" not in assumed


def test_strict_names_all_data_sources_at_once(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(ROLE + DATA, "utf-8")
    with pytest.raises(ProgramError) as raised:
        run_program(file, config=dict(CONFIG), foresight=Foresight(), strict=True)
    for token in ("aws:ec2/getVpc:getVpc", "aws:ec2/getSubnets:getSubnets", "aws:route53/getZone:getZone"):
        assert token in str(raised.value)


WAYS = {
    "apply": "role.arn.apply(lambda arn: json.dumps(document(arn)))",
    "json_dumps": "pulumi.Output.json_dumps(document(role.arn))",
    "concat": "pulumi.Output.concat(*[one for piece in json.dumps(document('HOLE')).split('HOLE')"
    " for one in (piece, role.arn)][:-1])",
    "format": "pulumi.Output.format(json.dumps(document('HOLE')).replace('{', '{{').replace('}', '}}')"
    ".replace('HOLE', '{0}'), role.arn)",
}
KINDS: dict[str, tuple[str, str, str, str]] = {
    # kind: (the document, good and faulty part, the resource, the rule that finds the fault)
    "identity's policy": (
        '{"Version": "PART", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ARN}]}',
        "2012-10-17 2012-10-71",
        'aws.iam.Policy("it", name="it", policy=TEXT)',
        "iam-policy-document-valid",
    ),
    "trust policy": (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "PART", "Action": "sts:AssumeRole",'
        ' "Principal": {"AWS": ARN}}]}',
        "Allow Permit",
        'aws.iam.Role("it", name="it", assume_role_policy=TEXT)',
        "iam-policy-document-valid",
    ),
    "bucket policy": (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "PART", "Principal": {"AWS": ARN},'
        ' "Resource": "arn:aws:s3:::logs/*"}]}',
        "s3:GetObject GetObject",
        'aws.s3.BucketPolicy("it", bucket="logs", policy=TEXT)',
        "iam-policy-document-valid",
    ),
    "queue policy": (
        '{"Version": "PART", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Principal": "*",'
        ' "Resource": "*", "Condition": {"ArnEquals": {"aws:SourceArn": ARN}}}]}',
        "2012-10-17 nothing",
        'aws.sqs.QueuePolicy("it", queue_url="https://sqs.us-east-1.amazonaws.com/123456789012/q", policy=TEXT)',
        "",
    ),
    "topic policy": (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "PART", "Action": "sns:Publish", "Principal": {"AWS": ARN},'
        ' "Resource": "*"}]}',
        "Allow Permit",
        'aws.sns.TopicPolicy("it", arn="arn:aws:sns:us-east-1:123456789012:t", policy=TEXT)',
        "iam-policy-document-valid",
    ),
    "key policy": (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "PART", "Action": "kms:*", "Principal": {"AWS": ARN},'
        ' "Resource": "*"}]}',
        "Allow Permit",
        'aws.kms.Key("it", policy=TEXT)',
        "iam-policy-document-valid",
    ),
    "event pattern": (
        '{"source": PART, "detail": {"role": [ARN]}}',
        '["aws.s3"] "aws.s3"',
        'aws.cloudwatch.EventRule("it", name="it", event_pattern=TEXT)',
        "eventbridge-rule-valid",
    ),
    "container definitions": (
        '[{"name": "web", "image": "nginx", "essential": PART, "memory": 128,'
        ' "environment": [{"name": "ROLE", "value": ARN}]}]',
        "True False",
        'aws.ecs.TaskDefinition("it", family="it", container_definitions=TEXT)',
        "ecs-task-definition-valid",
    ),
    "redrive policy": (
        '{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead", "maxReceiveCount": PART, "x": ARN}',
        "5 5000",
        'aws.sqs.Queue("it", name="it", redrive_policy=TEXT)',
        "sqs-redrive-policy-valid",
    ),
}


def judged(program: str, rule: str, tmp_path: Path) -> dict[Outcome, list[Finding]]:
    file = tmp_path / "program.py"
    file.write_text(program, "utf-8")
    run = preview(file, Configuration(all_rules()), config=dict(CONFIG))
    mine = [one for one in run.findings if one.rule == rule and one.resource_name == "it"]
    return {outcome: [one for one in mine if one.outcome is outcome] for outcome in Outcome}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [kind for kind, (*_, rule) in KINDS.items() if rule])
def test_a_fault_beside_a_hole_is_decided(kind: str, way: str, tmp_path: Path) -> None:
    document, parts, resource, rule = KINDS[kind]
    for part, is_faulty in zip(parts.split(" ", 1), (False, True), strict=True):
        filled = document.replace("PART", part).replace("ARN", "arn")
        program = f"{ROLE}\ndef document(arn):\n    return {filled}\n{resource.replace('TEXT', WAYS[way])}\n"
        found = judged(program, rule, tmp_path)
        assert len(found[Outcome.VIOLATED]) == is_faulty, part
        assert all(one.foreseen for one in found[Outcome.VIOLATED])
        assert found[Outcome.UNDETERMINED] == []


def test_a_document_of_the_provider_s_own_function_is_decided(tmp_path: Path) -> None:
    for version, faults in (("2012-10-17", 0), ("2008-10-17", 1)):
        program = f"""{ROLE}
document = aws.iam.get_policy_document_output(version="{version}", statements=[
    {{"effect": "Allow", "actions": ["sts:AssumeRole"],
      "resources": [role.arn, pulumi.Output.concat(queue.arn, "*")]}}])
aws.iam.Policy("it", name="it", policy=document.json)
"""
        found = judged(program, "iam-policy-document-valid", tmp_path)
        assert (len(found[Outcome.VIOLATED]), found[Outcome.UNDETERMINED]) == (faults, [])


def test_two_texts_with_the_same_holes_name_one_bucket(tmp_path: Path) -> None:
    program = f"""{ROLE}
def name(): return pulumi.Output.concat("logs-", suffix.hex)
aws.s3.Bucket("it", bucket=name())
aws.s3.BucketPublicAccessBlock("it", bucket=name(), block_public_acls=True, block_public_policy=True,
                               ignore_public_acls=True, restrict_public_buckets=True)
"""
    found = judged(program, "s3-public-access-block", tmp_path)
    assert (found[Outcome.VIOLATED], found[Outcome.UNDETERMINED]) == ([], [])


def test_an_output_out_of_several_names_its_own_resource(tmp_path: Path) -> None:
    program = f"""{ROLE}
it, other = aws.s3.Bucket("it"), aws.s3.Bucket("other")
one = pulumi.Output.all(it.id, other.id)[1]
aws.s3.BucketPublicAccessBlock("block", bucket=one, block_public_acls=True, block_public_policy=True,
                               ignore_public_acls=True, restrict_public_buckets=True)
"""
    found = judged(program, "s3-public-access-block", tmp_path)
    assert (len(found[Outcome.VIOLATED]), found[Outcome.UNDETERMINED]) == (1, [])


def test_without_foresight_the_preview_is_the_plain_one(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(ROLE + 'aws.ssm.Parameter("it", type="String", description=role.arn.apply(str.upper))', "utf-8")
    plain = run_program(file, config=dict(CONFIG))
    assert value_of(plain, "it", "description").equals("x").truth is None
    assert resource_of(next(one for one in plain.analyses if one.name == "it")).inputs["description"] is UNKNOWN
    described: Any = preview(file, Configuration(all_rules()), config=dict(CONFIG), foresight=False)
    assert not any(one.foreseen for one in described.findings)
