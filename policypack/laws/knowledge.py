"""The law that less knowledge decides nothing: an unknown value may turn an answer into undetermined, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.engine.findings import Outcome
from policypack.laws.asking import Ran, crashes, findings, listed, told
from policypack.laws.broken import Broken
from policypack.laws.changes import forgotten
from policypack.rule import AnyRule

LAW = "an unknown value decides nothing"
_HINT = (
    "Demand facts (value.equals(...), value.test(...)), which are unknown where the value is; say() and is_known give a"
    " plain answer."
)


def forgetting(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """Each value that the rule reads is forgotten, one at a time: no finding comes of it, none goes without a word."""
    first = told(findings(rule, ran.stack, ran.deployment), Outcome.VIOLATED)
    for change in forgotten(rule, ran.stack):
        before = {one.name: first[one.name] for one in change.stack.resources if one.name in first}
        found = findings(rule, change.stack, ran.deployment)
        after, undetermined = told(found, Outcome.VIOLATED), told(found, Outcome.UNDETERMINED)
        yield from crashes(LAW, rule, change.stack, ran.deployment, f"where {change} is not known", found)
        for name, properties in after.items():
            if not properties <= before.get(name, set()):
                yield Broken(
                    LAW,
                    ran.where(name),
                    f"Where {change} is not known, the rule finds {name}: {listed(properties)}; where it is, it finds"
                    f" {listed(before.get(name, ()))}.",
                    _HINT,
                )
        for name, properties in before.items():
            if name not in after and not undetermined:
                yield Broken(
                    LAW,
                    ran.where(name),
                    f"Where {change} is not known, the rule calls {name} fine; where it is, it finds"
                    f" {listed(properties)}.",
                    _HINT,
                )
