"""The patch, what could not be applied and why, and the counts."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from policypack.fixing.apply import Applied
from policypack.fixing.outcomes import Kind, Outcome
from policypack.model.texts import printable
from policypack.reports.run import Run
from policypack.reports.text import Style

_COLOURS = {"---": "1", "+++": "1", "@@": "36", "+": "32", "-": "31"}


def render(applied: Applied, run: Run, style: Style, *, patch: bool) -> str:
    """The whole report; without ``patch``, the files that were changed instead of the patch."""
    parts = (
        [patch_of(applied, run.root, style)] if patch else ["".join(f"{name}\n" for name in names(applied, run.root))]
    )
    sections = (
        ("Applied, and left to you", Kind.APPLIED),
        ("Not applied", Kind.DECLINED),
        ("Only words can say", Kind.NOTE),
    )
    for title, kind in sections:
        outcomes = [one for one in applied.outcomes if one.kind is kind and one.text]
        if outcomes:
            groups: dict[tuple[str, str], list[Outcome]] = {}
            for one in outcomes:
                groups.setdefault((one.finding.rule, one.text), []).append(one)
            lines = [line for _, group in sorted(groups.items()) for line in _lines(group, run, style)]
            parts.append("\n".join([style.paint(f"{title} ({len(outcomes)})", "1;4"), *lines]) + "\n")
    parts.append(style.paint(_counts(applied, patch=patch), "1") + "\n")
    return "\n".join(part for part in parts if part)


def _lines(outcomes: Sequence[Outcome], run: Run, style: Style) -> Iterator[str]:
    """What is said of the findings of one rule that have the same reason."""
    first = outcomes[0]
    yield f"  {style.paint(first.finding.rule, '1')}  {printable(first.text)}"
    for one in outcomes:
        resource = printable(f"{run.short_type(one.finding)} {run.path(one.finding.urn)}".strip())
        yield "    " + "  ".join(part for part in (resource, style.paint(printable(one.place), "2")) if part)
    fixes = {one.finding.proposal for one in outcomes}
    if first.kind is Kind.DECLINED and len(fixes) == 1:
        yield f"    {style.paint('fix:', '32')} {fixes.pop()}"


def _counts(applied: Applied, *, patch: bool) -> str:
    counts = {kind: sum(one.kind is kind for one in applied.outcomes) for kind in Kind}
    kinds = {Kind.APPLIED: "in this patch" if patch else "applied", Kind.DECLINED: "not applied", Kind.NOTE: "in words"}
    text = ", ".join(f"{counts[kind]} {words}" for kind, words in kinds.items())
    ending = " --write edits the files." if patch and applied.files else ""
    return f"{len(applied.outcomes)} finding{'' if len(applied.outcomes) == 1 else 's'}: {text}.{ending}"


def patch_of(applied: Applied, root: Path, style: Style) -> str:
    """The changes as a unified diff, with names from the folder ``root``."""
    lines: list[str] = []
    for name, (before, after) in zip(names(applied, root), applied.files.values(), strict=True):
        old, new = (content.decode("utf-8", "replace").splitlines(keepends=True) for content in (before, after))
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
            lines.append(_painted(line, style))
            if not line.endswith("\n"):
                lines.append("\n\\ No newline at end of file\n")
    return "".join(lines)


def _painted(line: str, style: Style) -> str:
    colour = next((code for start, code in _COLOURS.items() if line.startswith(start)), "")
    body = line.rstrip("\r\n")
    return (style.paint(body, colour) if colour else body) + line[len(body) :]


def names(applied: Applied, root: Path) -> Iterator[str]:
    """The files that are changed, as they lie from the folder ``root``."""
    for path in applied.files:
        yield path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
