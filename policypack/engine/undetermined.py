"""One line that says which checks a preview could not decide: a preview's own text never shows them."""

from __future__ import annotations

from collections.abc import Sequence

from policypack.engine.findings import Finding, Outcome

POLICY = "undetermined-checks"
POLICY_SUMMARY = "Checks that wait for values which are not known yet"
_MOST_NAMED = 12


def summary(undetermined: Sequence[Finding], *, preview: bool) -> str:
    """The sentence on all undetermined findings; empty where there are none."""
    if not undetermined:
        return ""
    checks = sorted(dict.fromkeys(f"{one.rule} on {one.resource_name} ({_reasons(one)})" for one in undetermined))
    named = "; ".join(checks[:_MOST_NAMED])
    more = f"; and {len(checks) - _MOST_NAMED} more" if len(checks) > _MOST_NAMED else ""
    subject = "1 check is undetermined" if len(checks) == 1 else f"{len(checks)} checks are undetermined"
    when = ", because this preview does not know what they ask for" if preview else ""
    return f"{subject}{when}: {named}{more}."


def finding(undetermined: Sequence[Finding], stack_urn: str, *, preview: bool) -> Finding | None:
    """The summary as an advisory finding on the stack; None where there is nothing to say."""
    text = summary(undetermined, preview=preview)
    if not text:
        return None
    return Finding(
        rule=POLICY,
        outcome=Outcome.VIOLATED,
        level="advisory",
        severity="low",
        summary=POLICY_SUMMARY,
        urn=stack_urn,
        resource_type="pulumi:pulumi:Stack",
        resource_name="",
        problem=text,
    )


def _reasons(finding_: Finding) -> str:
    return ", ".join(
        dict.fromkeys(
            reason.property if reason.resource == finding_.resource_name else str(reason) for reason in finding_.because
        )
    )
