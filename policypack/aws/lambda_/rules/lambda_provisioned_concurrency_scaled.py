"""lambda-provisioned-concurrency-scaled: Provisioned concurrency must follow the load."""

from policypack.aws.appautoscaling import TARGET
from policypack.aws.lambda_ import PROVISIONED_CONCURRENCY
from policypack.check import FALSE, Fact, Reason, Resource, Stack, Verdict, any_of, known, require, unknown
from policypack.fix import Blank, Create, fix
from policypack.model.records import record
from policypack.model.values import plain
from policypack.rule import StackContext, StackRule

DIMENSION = "lambda:function:ProvisionedConcurrency"


def check(concurrency: Resource, context: StackContext[None]) -> Verdict:
    """Application Auto Scaling has a target for the function's provisioned concurrency."""
    arguments = {
        "serviceNamespace": "lambda",
        "scalableDimension": DIMENSION,
        "resourceId": Blank("function:, the function's name, a colon and the alias"),
        "minCapacity": Blank("the least at night"),
        "maxCapacity": Blank("the most by day"),
    }
    return require(
        is_scaled(concurrency, context.stack),
        at="provisionedConcurrentExecutions",
        problem="Nothing scales the provisioned concurrency: it costs the same by night as at the peak.",
        fix=fix(Create(TARGET[0], concurrency.name, arguments)),
    )


@record(frozen=True)
class Scaled:
    """The functions whose provisioned concurrency is scaled, by what their IDs come from and by the IDs."""

    urns: frozenset[str]
    ids: frozenset[str]
    open: tuple[Reason, ...]
    """Why there may be more of them."""


def is_scaled(concurrency: Resource, stack: Stack) -> Fact:
    """A target names the function and its alias, or comes from the same resources."""
    found = stack.derived(scaled)
    sources = {urn for by in ("functionName", "qualifier") for urn in concurrency.property_dependencies.get(by, ())} | {
        concurrency.urn
    }
    return any_of(
        known(not found.urns.isdisjoint(sources)),
        has_id(concurrency, found.ids) if found.ids else FALSE,
        unknown(*found.open) if found.open else FALSE,
    )


def has_id(concurrency: Resource, ids: frozenset[str]) -> Fact:
    """One of the targets' IDs is that of the function and the qualifier."""
    name, qualifier = concurrency["functionName"].as_text(), concurrency["qualifier"].as_text()
    return name.then(
        lambda function: qualifier.test(lambda alias: f"function:{function.rsplit(':function:', 1)[-1]}:{alias}" in ids)
    )


def scaled(stack: Stack) -> Scaled:
    """What the targets of the dimension name."""
    urns: set[str] = set()
    ids: set[str] = set()
    reasons: list[Reason] = []
    for target in stack.of_type(TARGET):
        dimension, identity = target["scalableDimension"], target["resourceId"]
        is_function = dimension.equals(DIMENSION).truth
        sources = target.property_dependencies.get("resourceId", ())
        if is_function is None:
            reasons.append(dimension.reason)
        elif is_function and identity.is_known:
            ids.add(str(plain(identity)))
        elif is_function:
            reasons.extend(() if sources else (identity.reason,))
        urns.update(sources if is_function else ())
    return Scaled(frozenset(urns), frozenset(ids), tuple(reasons[:1]))


RULE = StackRule(
    id="lambda-provisioned-concurrency-scaled",
    summary="Provisioned concurrency must follow the load",
    rationale="""
        Provisioned concurrency is paid for by the hour, used or not. Application Auto Scaling lets it follow the load
        or a schedule; a target whose resourceId names the function and its alias shows that it does. A few instances
        that are always ready may be meant, so the rule is off unless you turn it on.
    """,
    level="disabled",
    consequence="cost",
    rated="low",
    since="0.3.0",
    applies_to=PROVISIONED_CONCURRENCY,
    references=("https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",),
    check=check,
)
