"""Reports to render: a small one that has each kind of result, and large ones."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from policypack.reports import text
from policypack.reports.results import Exempting, Node, Report, Result, StackReport, report_of
from policypack.reports.run import Run
from policypack.reports.text import Style

URN = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::"
EXEMPTED = Exempting(
    "s3-versioning", "logs", "rebuilt each night", "web", "2030-01-31", "organization", "guardrails.yaml:3"
)


def result(name: str, **fields: Any) -> Result:
    """A result on the bucket of this name: a violated mandatory practice, unless ``fields`` say otherwise."""
    common = Result(
        rule="s3-versioning",
        kind="practice",
        outcome="violated",
        level="mandatory",
        severity="high",
        urn=f"{URN}{name}",
        type="aws:s3/bucket:Bucket",
        name=name,
        path=name,
        position="__main__.py:12",
        at="versioning",
        summary="S3 buckets must be versioned",
        problem=f'The bucket "{name}" has no versioning.',
        together="",
        service="",
        error="",
        source="",
        fix="versioning=aws.s3.BucketVersioningArgs(enabled=True)",
        documentation="docs/rules/s3-versioning.md",
        foreseen=False,
        because=(),
        waiting="",
        exemption=None,
        fingerprint=sha256(name.encode()).hexdigest()[:32],
    )
    return replace(common, **fields)


def every_kind() -> tuple[Result, ...]:
    """A result of each kind."""
    rejected = {"rule": "s3-bucket-policy-valid", "kind": "rejection", "service": "S3", "severity": "medium"}
    return (
        result("plain"),
        result("advised", level="advisory", rule="required-tags", severity="low"),
        result("Wrong_Name", **rejected, error="InvalidBucketName: not valid", source="https://docs.aws.amazon.com/s3"),
        result("later", outcome="undetermined", fix="", because=("versioning",), waiting="versioning"),
        result("logs", outcome="exempted", exemption=EXEMPTED),
        result("odd", outcome="crashed", fix=""),
    )


def small() -> Report:
    """Two stacks, one of which could not be judged."""
    names = [one.name for one in every_kind()]
    nodes = [Node(f"{URN}{name}", "aws:s3/bucket:Bucket", name, "", ()) for name in names]
    nodes[1] = replace(nodes[1], dependencies=(nodes[0].urn,))
    told = StackReport("shop", project="shop", stack="prod", results=every_kind(), resources=6, graph=tuple(nodes))
    return Report((told, StackReport("broken", problem="broken/Pulumi.yaml is missing.")), 1.0)


def large(findings: int, stacks: int = 100) -> Report:
    """So many findings of ten rules, spread over so many stacks."""
    each = findings // stacks
    rules = [f"rule-{number}" for number in range(10)]
    return Report(
        tuple(
            StackReport(
                f"stack-{number}",
                project="shop",
                stack=f"stack-{number}",
                resources=each,
                results=tuple(result(f"bucket-{number}-{place}", rule=rules[place % 10]) for place in range(each)),
            )
            for number in range(stacks)
        ),
        9.0,
    )


def text_of(run: Run, style: Style) -> str:
    """The text report on one run."""
    return "".join(text.render(Report((report_of(run),)), style))
