"""The pages of rules: each is made of its rule alone, and never edited by hand."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policypack.engine.examples import examples_of, program_of
from policypack.engine.options import options_schema
from policypack.errors import RuleError
from policypack.frameworks.controls import TITLES, all_controls, requirements_of
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.reports import coverage, rejections, rule_index
from policypack.reports.references import with_site
from policypack.rule import AnyRule, Bad, Example, Good, Remedy, ResourceRule

_HEADINGS = {Bad: "Reported", Good: "Accepted"}
_MADE = "<!-- Made by `python -m policypack docs`; edit the rule instead. -->"


def page(rule: AnyRule) -> str:
    """The page of one rule, in Markdown."""
    kind = "one resource's own inputs" if isinstance(rule, ResourceRule) else "the whole stack"
    parts = [
        f"# {rule.id}",
        f"**{rule.summary}.** Level: {rule.level}. Severity: {rule.severity} ({rule.consequence}). Since: {rule.since}."
        f" Decided by {kind}.",
        _prose(rule.rationale),
    ]
    parts += _controls(rule)
    parts.append("Applies to " + ", ".join(_shown_type(one) for one in rule.applies_to) + ".")
    services = {one.service for one in rule.rejections}
    if services:
        only = services.pop() if len(services) == 1 else ""
        parts += ["## What AWS rejects", rejections.table([rule], service=only).rstrip()]
    parts += _options(rule)
    for example in examples_of(rule):
        parts += _example(example)
    if rule.remedy is not None:
        parts += ["## Remedy", _remedy(rule.remedy)]
    if rule.references:
        parts += ["## References", "\n".join(f"- {with_site(reference)}" for reference in rule.references)]
    return "\n\n".join(parts) + "\n"


def page_in_report(rule: AnyRule) -> str:
    """The page of a rule; its headline, where an example of it cannot be read."""
    try:
        return page(rule)
    except RuleError:
        return f"# {rule.id}\n\n**{rule.summary}.**\n"


def _controls(rule: AnyRule) -> list[str]:
    """The controls that the rule answers, with the requirements of other frameworks but the long lists."""
    if not (rule.controls or rule.partly):
        return []
    known = all_controls()
    told = [", ".join(f"[{one}]({known[one].url})" for one in rule.controls)] if rule.controls else []
    told += [f"in part {', '.join(f'[{one}]({known[one].url})' for one in rule.partly)}"] if rule.partly else []
    benchmarks = {name: numbers for name, numbers in requirements_of(rule.controls).items() if name.startswith("cis-")}
    more = "".join(f" {TITLES[name]}: {', '.join(numbers)}." for name, numbers in benchmarks.items())
    return [f"Answers controls of AWS Security Hub: {'; '.join(told)}.{more}"]


def _remedy(remedy: Remedy) -> str:
    if callable(remedy):
        return "At level `remediate`: " + " ".join((remedy.__doc__ or "").split())
    settings = ", ".join(f"`{name}` = `{json.dumps(value)}`" for name, value in remedy.items())
    return f"At level `remediate` the rule sets {settings}."


def _shown_type(type_: str) -> str:
    return "all resource types of the AWS provider" if type_ == EVERY_AWS_TYPE else f"`{type_}`"


def rules_list(rules: Sequence[AnyRule]) -> str:
    """All rules for a terminal: a line each, in columns."""
    width = max((len(rule.id) for rule in rules), default=0)
    return "".join(f"{rule.id:<{width}}  {rule.level:<9}  {rule.summary}\n" for rule in rules)


def pages(rules: Sequence[AnyRule]) -> Mapping[str, str]:
    """All pages that are made of the rules, by their paths in ``docs``."""
    return {
        **{f"rules/{rule.id}.md": f"{_MADE}\n\n{rule_index.way_to(rule)}\n\n{page(rule)}" for rule in rules},
        f"rules/{rule_index.FILE}": rule_index.page(rules, _MADE),
        **rejections.pages(rules, _MADE),
        "frameworks.md": coverage.page(rules, _MADE),
    }


def write_pages(folder: Path, rules: Sequence[AnyRule]) -> int:
    """Write all pages below ``folder``, remove those that were made of rules that are gone, and count the pages."""
    made = pages(rules)
    for old in folder.glob("*/*.md"):
        is_made = old.read_text(encoding="utf-8").startswith(_MADE)
        if is_made and old.relative_to(folder).as_posix() not in made:
            old.unlink()
    for path, content in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return len(made)


def _prose(rationale: str) -> str:
    paragraphs = textwrap.dedent(rationale).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _options(rule: AnyRule) -> list[str]:
    schema: dict[str, dict[str, Any]] = options_schema(rule.options)
    if not schema:
        return []
    rows = [
        f"| `{name}` | {told['type']} | `{told.get('default', 'none')}` | {told['description']} |"
        for name, told in schema.items()
    ]
    return ["## Options", "\n".join(["| option | type | default | meaning |", "| --- | --- | --- | --- |", *rows])]


def _example(example: Example) -> list[str]:
    heading = _HEADINGS.get(type(example), "Undetermined in a preview")
    title = f"## {heading}: {example.title}" if example.title else f"## {heading}"
    parts = [title]
    if example.config:
        settings = ", ".join(f"`{key}` = `{value}`" for key, value in sorted(example.config.items()))
        parts.append(f"With the stack's configuration {settings}:")
    return [*parts, f"```python\n{textwrap.dedent(program_of(example)).strip()}\n```"]
