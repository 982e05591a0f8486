"""Rules of an organization in a folder, which laws are asked of."""

from __future__ import annotations

import importlib.util
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from policypack.rule import AnyRule

NAME = "queue_encrypted"
RULE = '''
from policypack.check import *
from policypack.fix import Set, fix
from policypack.rule import Rejection, ResourceRule, StackRule


def check(queue, context):
    """The queue is encrypted."""
    kept = queue["sqsManagedSseEnabled"]
    return require(
        kept.equals(True),
        at="sqsManagedSseEnabled",
        problem=f"sqsManagedSseEnabled is {kept}: messages lie on disks as they are.",
        fix=fix(Set("sqsManagedSseEnabled", True)),
    )


RULE = ResourceRule(
    id="queue-encrypted",
    summary="Queues must be encrypted",
    rationale="Messages may hold what customers told us.",
    level="mandatory",
    consequence="exposure",
    since="1.0.0",
    applies_to=("aws:sqs/queue:Queue",),
    references=(),
    check=check,
)
'''
BAD = """
import pulumi_aws as aws

aws.sqs.Queue("open", sqs_managed_sse_enabled=False)  # finds: sqsManagedSseEnabled
"""
GOOD = """
import pulumi_aws as aws

aws.sqs.Queue("closed", sqs_managed_sse_enabled=True)
"""
UNDECIDED = """
import pulumi_aws as aws

stack = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
kept = stack.outputs["Kept"].apply(lambda text: text == "yes")
aws.sqs.Queue("waiting", sqs_managed_sse_enabled=kept)  # undetermined: sqsManagedSseEnabled
"""
EXAMPLES = {"bad": BAD, "good": GOOD, "undecided": UNDECIDED}


def own_rule(folder: Path, code: str = RULE, examples: Mapping[str, str] = EXAMPLES) -> AnyRule:
    """The rule that ``code`` declares in a file of the folder, with its examples below."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{NAME}.py"
    file.write_text(code, encoding="utf-8")
    below = folder / "examples" / NAME
    below.mkdir(parents=True)
    for name, program in examples.items():
        (below / f"{name}.py").write_text(textwrap.dedent(program), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"own_{folder.name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rule: AnyRule = module.RULE
    return replace(rule, file=str(file))
