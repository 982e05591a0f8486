"""The file of a new rule, for its author to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from policypack.errors import RuleError

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_TEMPLATE = '''"""{id}: SUMMARY."""

from policypack.check import Resource, Verdict, require
from policypack.rule import Bad, {context}, Good, {kind}, Undecided

SUBJECT = ("aws:SERVICE/TYPE:Type",)


def check(subject: Resource, context: {context}[None]) -> Verdict:
    """ONE SENTENCE THAT SAYS WHAT IS DEMANDED."""
    value = subject["property"]
    return require(
        value.equals("expected"),
        at=value,
        problem=f"property is {{value}}; WHY THAT MATTERS.",
        fix='property="expected"',
    )


RULE = {kind}(
    id="{id}",
    summary="THINGS MUST HAVE WHAT THE RULE DEMANDS",
    rationale="""
        WHY, AND WHAT THE RULE DOES NOT SEE.
    """,
    level="advisory",
    severity="medium",
    applies_to=SUBJECT,
    references=("https://docs.aws.amazon.com/",),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            """,
            finds={{"NAME": "property"}},
        ),
        Good(
            """
            import pulumi_aws as aws
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            """,
            because={{"NAME": "property"}},
        ),
    ),
)
'''


def write_new_rule(rule_id: str, folder: Path, *, stack: bool) -> Path:
    """Write the file of a new rule and return its path.

    Raises RuleError for an id that is not of the form ``service-thing-quality`` or is taken.
    """
    if not _ID.fullmatch(rule_id):
        raise RuleError(f"{rule_id}: name a rule as service-thing-quality, in lower case with hyphens.")
    file = folder / f"{rule_id.replace('-', '_')}.py"
    if file.exists():
        raise RuleError(f"{rule_id}: {file} exists already; edit it, or choose another name.")
    kinds = (
        {"kind": "StackRule", "context": "StackContext"} if stack else {"kind": "ResourceRule", "context": "Context"}
    )
    file.write_text(_TEMPLATE.format(id=rule_id, **kinds), encoding="utf-8")
    return file
