"""elasticache-parameter-group: Caches must have their own parameter group, with an eviction policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from policypack.aws import elasticache
from policypack.aws.common import parameter_groups
from policypack.aws.common.programs import name_of
from policypack.check import Fact, Linked, Resource, Value, Verdict, all_facts, all_of, any_of, is_not, require
from policypack.rule import StackContext, StackRule

POLICY = "maxmemory-policy"


@dataclass(frozen=True)
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
    """A group of one's own is named; it says a maxmemory-policy that evicts; its family fits the engine version."""
    name, groups = cache["parameterGroupName"], elasticache.parameter_groups(cache, context.stack)
    engine, version = elasticache.engine(cache), elasticache.version_to_run(cache)
    required = parameter_groups.required_family(context.catalogue, "elasticache", engine, version)
    family = required.name.say(lambda text: f'"{text}"', "...")
    member = any_of(elasticache.is_member_of_group(cache), elasticache.is_member_of_datastore(cache))
    asked = is_not(any_of(member, engine.equals("memcached")))
    own = parameter_groups.is_own(name, groups)
    allowed = context.options.allowed
    parameter = f'parameters=[{{"name": "{POLICY}", "value": "{allowed[0] if allowed else ""}"}}]'
    yield require(
        own,
        when=asked,
        at=name,
        problem=f"parameterGroupName is {name}: the values of AWS's default group cannot be changed, and its {POLICY}"
        " evicts no key that has no expiry.",
        fix=f"parameter_group_name=aws.elasticache.ParameterGroup({name_of(cache)}, family={family}, {parameter}).name",
    )
    yield require(
        evicts(groups, name, allowed),
        when=all_of(asked, own),
        at=name,
        problem=f"The parameter group's {POLICY} is {policy(groups, name)}: once the memory is full, writes fail.",
        fix=f"{parameter}  # of the parameter group",
    )
    yield require(
        parameter_groups.has_family(name, groups, required.fits),
        when=all_of(asked, name.is_set()),
        at=name,
        problem=f"parameterGroupName names a group of the family {parameter_groups.family(name, groups)}, which AWS"
        f" rejects: {engine} {version} needs {family}.",
        fix=f"family={family}  # of the parameter group",
    )


def evicts(groups: Linked, name: Value, allowed: tuple[str, ...]) -> Fact:
    """The named group says a policy that passes; unknown for a group outside of the stack."""
    linked = groups.certain()
    if not linked:
        return name.undecided()
    return all_facts(
        group["parameters"].any(lambda one: all_of(one["name"].equals(POLICY), one["value"].is_in(allowed)))
        for group in linked
    )


def policy(groups: Linked, name: Value) -> Value:
    """What the named group says of eviction."""
    said = (one for group in groups.certain() for one in group["parameters"].elements())
    return next((one["value"] for one in said if one["name"].equals(POLICY).truth), name["value"])


RULE = StackRule(
    id="elasticache-parameter-group",
    summary="Caches must have their own parameter group, with an eviction policy",
    rationale="""
        The values of a default parameter group cannot be changed, and its policy for a full memory, `volatile-lru`,
        evicts only keys that have an expiry: once the others fill the memory, every write fails. So the program has a
        group of its own that says what to evict; any policy but `noeviction` passes, and an option names others. A
        queue must not evict: exempt it, or allow `noeviction`. AWS rejects a group whose family does not fit the engine
        version. Memcached and serverless caches are not asked, nor are members of a replication group or of a global
        datastore, which have the parameters of what they belong to. A group outside of the stack is undetermined.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=elasticache.CACHES,
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/27709",
    ),
    options=Options,
    check=check,
)
