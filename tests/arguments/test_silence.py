"""Working programs break no row: a sample of them here, all by ``python -m tools.silence``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from policypack.constraint import several
from policypack.engine.registry import all_rules
from policypack.model.values import UNKNOWN
from tools.literals import hcl, manifests, python_programs
from tools.literals.trees import Written
from tools.silence import broken_rows

ROOT = Path(__file__).parents[2]
SAMPLE = frozenset({"autoscaling", "cloudfront", "codepipeline", "dynamodb", "ecs", "kms", "lambda_", "sns", "sqs"})
"""Modules of pulumi-aws whose documentation has programs that use many arguments."""


def test_the_programs_of_the_providers_documentation_break_no_row() -> None:
    seen: Counter[str] = Counter()
    written = (
        one
        for place, text in python_programs.documented_programs(SAMPLE)
        for one in python_programs.resources_in(text, place)
    )
    assert dict(broken_rows(written, seen)) == {}
    assert sum(seen.values()) > 200


def test_the_programs_of_this_repository_break_no_row() -> None:
    seen: Counter[str] = Counter()
    files = [file for folder in ("examples", "tests/programs") for file in sorted((ROOT / folder).rglob("*.py"))]
    written = [one for file in files for one in python_programs.resources_in(file.read_text("utf-8"), file.name)]
    assert dict(broken_rows(written, seen)) == {}
    assert written


def test_what_rules_call_good_breaks_no_row() -> None:
    """Good and undecided examples, and the valid neighbour of each row that is written by hand."""
    examples = sorted((ROOT / "policypack" / "aws").glob("*/examples/*/*.py"))
    files = [file for file in examples if not file.name.startswith("bad")]
    written = [one for file in files for one in python_programs.resources_in(file.read_text("utf-8"), file.name)]
    neighbours = [
        Written(type_, table.inputs(type_, own), f"{rule.id} {one.number}", table.inputs(type_, own))
        for rule in all_rules()
        for table in (() if rule.table is None else (rule.table,))
        for one in table.bound
        for own in several(one.row.valid)
        for type_ in one.types
    ]
    assert dict(broken_rows([*written, *neighbours], Counter())) == {}
    assert len(neighbours) > 500


def test_what_a_python_program_writes_is_read_and_what_it_computes_is_not() -> None:
    program = (
        "import pulumi_aws as aws\n"
        'aws.ecr.Repository("a", name="or", image_tag_mutability=mode, force_delete=True,\n'
        '    encryption_configurations=[aws.ecr.RepositoryEncryptionConfigurationArgs(encryption_type="KMS")])\n'
    )
    (one,) = python_programs.resources_in(program, "here")
    assert one.type == "aws:ecr/repository:Repository"
    assert one.inputs == {
        "name": "or",
        "forceDelete": True,
        "encryptionConfigurations": [{"encryptionType": "KMS"}],
    }


def test_what_a_configuration_writes_is_read_and_what_it_computes_is_not() -> None:
    text = """
resource "aws_lambda_function" "one" {
  function_name = "orders-${var.name}" # the stack's
  memory_size   = 128
  architectures = ["arm64"]
  role          = aws_iam_role.one.arn
  tracing_config {
    mode = "Active"
  }
  lifecycle {
    ignore_changes = [memory_size]
  }
}
"""
    (one,) = hcl.resources_in(text, "main.tf")
    assert one.type == "aws:lambda/function:Function"
    assert one.inputs == {"memorySize": 128, "architectures": ["arm64"], "tracingConfig": {"mode": "Active"}}


def test_what_a_manifest_writes_is_read() -> None:
    text = """
apiVersion: sqs.aws.upbound.io/v1beta1
kind: Queue
spec:
  forProvider:
    region: us-west-1
    delaySeconds: 90
    kmsMasterKeyIdRef: {name: key}
"""
    (one,) = manifests.resources_in(text, "queue.yaml")
    assert (one.type, one.inputs) == ("aws:sqs/queue:Queue", {"region": "us-west-1", "delaySeconds": 90})


def test_a_program_with_another_value_breaks_a_row() -> None:
    program = 'import pulumi_aws as aws\naws.ecr.Repository("a", name="o")'
    seen: Counter[str] = Counter()
    written = python_programs.resources_in(program, "here")
    assert list(broken_rows(written, seen)) == [("aws:ecr/repository:Repository name length", '"o" in here')]


def test_arguments_that_exclude_one_another_break_a_row_and_a_choice_that_is_computed_does_not() -> None:
    text = """
resource "aws_sns_topic" "both" {
  name        = "orders"
  name_prefix = aws_sns_topic.old.name
}

resource "aws_sns_topic" "either" {
  name        = var.prefix == null ? "orders" : null
  name_prefix = var.prefix
}
"""
    seen: Counter[str] = Counter()
    both, either = hcl.resources_in(text, "main.tf")
    place = "more than one of name or namePrefix in main.tf aws_sns_topic"
    assert list(broken_rows([both], seen)) == [("aws:sns/topic:Topic name,namePrefix conflicts", place)]
    assert list(broken_rows([either], seen)) == []


def test_what_a_program_adds_by_other_means_is_not_missed() -> None:
    text = """
resource "aws_sns_topic" "one" {
  %[1]s
  dynamic "policy" {
    for_each = var.policies
  }
}
"""
    (one,) = hcl.resources_in(text, "x_test.go")
    assert not one.whole
    (manifest,) = manifests.resources_in(
        "apiVersion: sqs.aws.upbound.io/v1beta1\nkind: Queue\nspec: {forProvider: {kmsMasterKeyIdRef: {name: key}}}",
        "q",
    )
    assert manifest.given == {"kmsMasterKeyId": UNKNOWN}
    program = 'import pulumi_aws as aws\naws.sqs.Queue("a", name=name, **more)'
    (called,) = python_programs.resources_in(program, "here")
    assert (called.given, called.whole) == ({"name": UNKNOWN}, False)
