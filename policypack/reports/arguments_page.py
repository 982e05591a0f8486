"""The table of services on the page of rows of data (docs/arguments.md)."""

from __future__ import annotations

from policypack.aws.arguments.rows import Coverage, coverages

_START, _END = "<!-- services -->", "<!-- /services -->"


def with_services_table(page: str) -> str:
    """The page with its table of services made anew, between its two marks."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}\n{services_table()}{_END}{after}"


def services_table() -> str:
    """How many rows each service has, and what is left out, in Markdown."""
    found = list(coverages())
    total = (
        f"{sum(one.rows for one in found):,} rows of {sum(one.types for one in found):,} resource types,"
        f" {sum(one.certain for one in found):,} of them certain; {sum(one.covered for one in found):,} of"
        f" {sum(one.arguments for one in found):,} arguments have one."
    )
    lines = [
        "| service | types | rows | certain | arguments | facts left out |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += map(_line, found)
    return "\n".join([total, "", *lines]) + "\n"


def _line(one: Coverage) -> str:
    left_out = "; ".join(f"{count} {reason}" for reason, count in one.left_out.items())
    covered = f"{one.covered} of {one.arguments}"
    return f"| {one.folder.rstrip('_')} | {one.types} | {one.rows} | {one.certain} | {covered} | {left_out} |"
