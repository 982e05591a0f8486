"""The law of fixes: applied to the resources that a rule finds fault with, the finding is gone and no other appears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import ask
from policypack.laws.applied import fixed_stack
from policypack.laws.asking import Ran, default
from policypack.laws.broken import Broken
from policypack.model.fixes import Step
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule

LAW = "a fix removes the finding"

Key = tuple[str, str, str, str]


def fixes(rule: AnyRule, ran: Ran, others: Iterable[AnyRule] = ()) -> Iterator[Broken]:
    """Each way of each fix. Of the resources that change or are made, neither the rule nor one of ``others`` finds
    anything new. A third resource that shares what the fix changes may need a fix of its own, and so may what a removed
    resource belonged to."""
    stack, deployment = ran.stack, ran.deployment
    rules = tuple(dict.fromkeys((rule, *others)))
    for key, one in violated([rule], stack.resources, stack, deployment).items():
        subject = stack.get(one.urn)
        for way in (one.fix.steps, *one.fix.otherwise):
            if subject is not None and way:
                for problem, hint in _faults(rule, rules, key, subject, way, stack, deployment):
                    where = f"The fix of {one.resource_name}: {one.at}"
                    yield Broken(LAW, ran.where(one.resource_name), f"{where} {problem}", hint)


def _faults(
    rule: AnyRule,
    rules: tuple[AnyRule, ...],
    key: Key,
    subject: Resource,
    way: tuple[Step, ...],
    stack: Stack,
    deployment: Deployment,
) -> Iterator[tuple[str, str]]:
    try:
        fixed = fixed_stack(stack, subject, way)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        yield (
            f"cannot be applied: {type(error).__name__} at {way}.",
            "Name the argument by its path in the provider's schema, and a resource of the stack by Target.of.",
        )
        return
    changed = [it for it in fixed.resources if stack.get(it.urn) is not it]
    before = violated(rules, [it for it in map(stack.get, (it.urn for it in changed)) if it], stack, deployment)
    after = violated(rules, changed, fixed, deployment)
    if key in after or key in violated([rule], fixed.resources, fixed, deployment):
        yield f"leaves the finding: {way}.", "Let the fix write what the check demands."
    elif fixed.get(key[1]) is not None and (new := set(after) - set(before)):
        named = ", ".join(sorted(f"{one[0]} on {one[1].rsplit('::', 1)[-1]}: {one[2]}" for one in new))
        yield f"makes a new finding: {named}.", "Let the fix write all that the demands on the resource ask."


def violated(
    rules: Iterable[AnyRule], resources: Iterable[Resource], stack: Stack, deployment: Deployment
) -> dict[Key, Finding]:
    """What the rules find on these resources: rule, resource, property and AWS's rejection."""
    found: dict[Key, Finding] = {}
    for resource in resources:
        for rule in rules:
            if resource in stack.of_type(rule.applies_to):
                for one in ask(default(rule), resource, deployment, load_catalog(), stack):
                    if one.outcome is Outcome.VIOLATED:
                        found[one.rule, one.urn, one.at, one.rejects.condition if one.rejects else ""] = one
    return found
