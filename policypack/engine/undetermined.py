"""What is said of checks that a preview could not decide: a preview's own text never shows them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from policypack.engine.findings import Finding, Outcome
from policypack.engine.policies import UNDETERMINED
from policypack.engine.settings import PackSetting
from policypack.model.fixes import note
from policypack.model.stack import STACK_TYPE

_MOST_NAMED = 12


def summary(undetermined: Sequence[Finding], *, preview: bool) -> str:
    """The sentence on all undetermined findings; empty where there are none."""
    return sentence([(one.rule, one.resource_name, one.waiting) for one in undetermined], preview=preview)


def sentence(undetermined: Sequence[tuple[str, str, str]], *, preview: bool) -> str:
    """The same, of rules, names of resources, and what they wait for."""
    if not undetermined:
        return ""
    checks = sorted(dict.fromkeys(f"{rule} on {name} ({waiting})" for rule, name, waiting in undetermined))
    listed = "; ".join(checks[:_MOST_NAMED])
    more = f"; and {len(checks) - _MOST_NAMED} more" if len(checks) > _MOST_NAMED else ""
    alone = len(checks) == 1
    subject = "1 check is undetermined" if alone else f"{len(checks)} checks are undetermined"
    when = f", because this preview does not know what {'it asks' if alone else 'they ask'} for" if preview else ""
    return f"{subject}{when}: {listed}{more}."


def findings(setting: PackSetting, undetermined: Sequence[Finding], stack_urn: str, *, preview: bool) -> list[Finding]:
    """What the policy ``undetermined-checks`` reports, as its options say: a line for the stack, or one for each."""
    if not undetermined or setting.level == "disabled" or setting.options.show == "off":
        return []
    if setting.options.show == "each":
        return [
            dataclasses.replace(
                one,
                rule=UNDETERMINED.id,
                outcome=Outcome.VIOLATED,
                level=setting.level,
                summary=UNDETERMINED.summary,
                problem=f"{one.rule}: {one.said}",
                because=(),
                language=None,
            )
            for one in undetermined
        ]
    text = summary(undetermined, preview=preview)
    return [on_the_stack(setting, stack_urn, text)]


def on_the_stack(setting: PackSetting, stack_urn: str, problem: str, fix: str = "") -> Finding:
    """A finding of a policy that speaks of the whole run."""
    return Finding(
        rule=setting.policy.id,
        outcome=Outcome.VIOLATED,
        level=setting.level,
        severity=setting.policy.severity,
        summary=setting.policy.summary,
        urn=stack_urn,
        resource_type=STACK_TYPE,
        resource_name="",
        problem=problem,
        fix=note(fix),
    )
