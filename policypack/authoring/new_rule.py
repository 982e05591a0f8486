"""The files of a new rule, for its author to fill in: the rule, and three programs that show what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from policypack.engine.own.loading import ID
from policypack.errors import RuleError

Kind: TypeAlias = Literal["resource", "stack", "rows"]

_CHECK = '''"""{id}: SUMMARY."""

from policypack.check import Resource, Verdict, require
from policypack.fix import Set, fix
from policypack.rule import {context}, {kind}

SUBJECT = ("aws:SERVICE/TYPE:Type",)


def check(subject: Resource, context: {context}[None]) -> Verdict:
    """ONE SENTENCE THAT SAYS WHAT MUST HOLD."""
    value = subject["property"]
    return require(
        value.equals("expected"),
        at=value,
        problem=f"property is {{value}}; WHY THAT MATTERS.",
        fix=fix(Set("property", "expected")),
    )


RULE = {kind}(
    id="{id}",
    summary="THINGS MUST HAVE WHAT THE RULE DEMANDS",
    rationale="""
        WHY, AND WHAT THE RULE DOES NOT SEE.
    """,
    level="advisory",
    consequence="hygiene",
    since="NEXT VERSION",
    applies_to=SUBJECT,
    references=("https://docs.aws.amazon.com/",),
    check=check,
)
'''
_ROWS = '''"""{id}: SUMMARY."""

from policypack.constraint import within
from policypack.rule import constraints_rule

SUBJECT = ("aws:SERVICE/TYPE:Type",)
REFERENCE = "https://docs.aws.amazon.com/"

RULE = constraints_rule(
    id="{id}",
    service="SERVICE",
    summary="THINGS MUST BE ONES THAT AWS ACCEPTS",
    rationale="""
        WHY, AND WHAT THE RULE DOES NOT SEE.
    """,
    since="NEXT VERSION",
    constraints={{
        SUBJECT: (
            within("property", 1, 10, error="AWS'S ERROR", source=REFERENCE),
        ),
    }},
)
'''
_EXAMPLES: Mapping[str, str] = {
    "bad": 'import pulumi_aws as aws\n\n# aws.SERVICE.Type("NAME", property="another")  # finds: property\n',
    "good": 'import pulumi_aws as aws\n\n# aws.SERVICE.Type("NAME", property="expected")\n',
    "undecided": (
        "import pulumi_aws as aws\n\n"
        'later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")\n'
        '# aws.SERVICE.Type("NAME", property=later.outputs["Value"])  # undetermined: property\n'
    ),
}


def write_new_rule(rule_id: str, folder: Path, *, kind: Kind) -> Path:
    """Write a new rule into the ``folder`` of its service, with its examples, and return the rule's file.

    Raises RuleError for an id that is not of the form ``service-thing-quality`` or is taken, and where the folder does
    not exist.
    """
    if not ID.fullmatch(rule_id):
        raise RuleError(f"{rule_id}: name a rule as service-thing-quality, in lower case with hyphens.")
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder; name one of the services in {folder.parent}.")
    name = rule_id.replace("-", "_")
    file = folder / "rules" / f"{name}.py"
    if file.exists():
        raise RuleError(f"{rule_id}: {file} exists already; edit it, or choose another name.")
    file.parent.mkdir(exist_ok=True)
    names = {"kind": "StackRule", "context": "StackContext"}
    if kind != "stack":
        names = {"kind": "ResourceRule", "context": "Context"}
    file.write_text((_ROWS if kind == "rows" else _CHECK).format(id=rule_id, **names), encoding="utf-8")
    if kind != "rows":
        examples = folder / "examples" / name
        examples.mkdir(parents=True)
        for stem, program in _EXAMPLES.items():
            (examples / f"{stem}.py").write_text(program, encoding="utf-8")
    return file
