"""elasticache-parameter-group: Caches must have their own parameter group, with an eviction policy."""

from collections.abc import Iterator
from typing import Annotated

from policypack.aws import elasticache
from policypack.aws.common import parameter_groups
from policypack.check import Fact, Linked, Resource, Value, Verdict, all_facts, all_of, any_of, is_not, require
from policypack.fix import Add, Blank, Fix, Set, Step, Target, fix
from policypack.model.records import record
from policypack.model.values import Plain
from policypack.rule import StackContext, StackRule

POLICY = "maxmemory-policy"


@record(frozen=True)
class Options:
    """What a full cache may do."""

    allowed: Annotated[tuple[str, ...], "Values of maxmemory-policy that pass."] = (
        "allkeys-lru",
        "allkeys-lfu",
        "allkeys-random",
        "volatile-lru",
        "volatile-lfu",
        "volatile-random",
        "volatile-ttl",
    )


def check(cache: Resource, context: StackContext[Options]) -> Iterator[Verdict]:
    """The cache has a custom parameter group, with a maxmemory-policy that evicts."""
    name, groups = cache["parameterGroupName"], elasticache.parameter_groups(cache, context.stack)
    engine, version = elasticache.engine(cache), elasticache.version_to_run(cache)
    required = parameter_groups.required_family(context.catalog, "elasticache", engine, version)
    member = any_of(elasticache.is_member_of_group(cache), elasticache.is_member_of_datastore(cache))
    applies = is_not(any_of(member, engine.equals("memcached")))
    own = parameter_groups.is_own(name, groups)
    allowed = context.options.allowed
    group_type = elasticache.PARAMETER_GROUP[0]
    parameters = parameters_of(cache, groups, allowed)
    yield require(
        own,
        when=applies,
        at=name,
        problem=f"parameterGroupName is {name}: the parameters of a default group cannot be changed, and its {POLICY}"
        " evicts only keys that have an expiry.",
        fix=parameter_groups.fix_by_new_group(group_type, cache, name.path, required.name, Linked(), parameters),
    )
    yield require(
        evicts(groups, name, allowed),
        when=all_of(applies, own),
        at=name,
        problem=f"The parameter group's {POLICY} is {policy(groups)}: once the memory is full, writes fail.",
        fix=fix_of_policy(groups, allowed),
    )


def parameters_of(cache: Resource, groups: Linked, allowed: tuple[str, ...]) -> list[Plain]:
    """The parameters of a new group for the cache: those of its present group, cluster mode and an allowed policy."""
    values = elasticache.parameters_to_keep(cache, groups)
    values |= {POLICY: allowed[0]} if allowed and values.get(POLICY) not in allowed else {}
    return [{"name": name, "value": value} for name, value in values.items() if name and value]


def evicts(groups: Linked, name: Value, allowed: tuple[str, ...]) -> Fact:
    """The named group has an allowed policy; unknown for a group outside of the stack."""
    linked = groups.certain()
    if not linked:
        return name.undecided()
    return all_facts(
        group["parameters"].any(lambda one: all_of(one["name"].equals(POLICY), one["value"].is_in(allowed)))
        for group in linked
    )


def policies(group: Resource) -> list[Value]:
    """The values that the group gives the policy."""
    return [one["value"] for one in group["parameters"].elements() if one["name"].equals(POLICY).truth]


def policy(groups: Linked) -> str:
    """The policy of the named group, for a message."""
    return next((str(value) for group in groups.certain() for value in policies(group)), "not set")


def fix_of_policy(groups: Linked, allowed: tuple[str, ...]) -> Fix:
    """Each named group gets the first allowed policy."""
    value = allowed[0] if allowed else Blank("a policy that the option allows")

    def step(group: Resource) -> Step:
        for given in policies(group):
            return Set(given.path, value, on=Target.of(group))
        return Add("parameters", {"name": POLICY, "value": value}, on=Target.of(group))

    return fix(*(step(group) for group in groups.certain()))


RULE = StackRule(
    id="elasticache-parameter-group",
    summary="Caches must have their own parameter group, with an eviction policy",
    rationale="""
        The parameters of a default group cannot be changed, and its policy for a full memory, `volatile-lru`, evicts
        only keys that have an expiry: once the others fill the memory, every write fails. A custom group sets what to
        evict; any policy except `noeviction` passes, and an option names others. A queue must not evict: exempt it, or
        allow `noeviction`. The rule skips Memcached, serverless caches, and members of a replication group or of a
        global datastore, which have its parameters. A group outside of the stack is undetermined.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=elasticache.CACHES,
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html",
    ),
    options=Options,
    check=check,
)
