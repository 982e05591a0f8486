"""elasticache-node-type-engine: ElastiCache node types must run the engine and take new clusters."""

import re
from collections.abc import Iterator

from policypack.aws import elasticache
from policypack.aws.elasticache.node_types import as_of, is_not_offered, is_too_old, least_version, makes_new
from policypack.check import (
    Fact,
    Reason,
    Resource,
    Value,
    Verdict,
    all_of,
    any_of,
    combined,
    is_not,
    known,
    require,
    unknown,
)
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, Rejection, ResourceRule

TYPES = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html"
CACHE_NODE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheNode.html"
PREVIOUS = Rejection(
    service="ElastiCache",
    condition="A new cluster is to run on a node type of a previous generation",
    error="Existing clusters are still supported but creation of new clusters is not supported for these types.",
    source=CACHE_NODE,
    invalid="previous",
    valid="current",
)
GENERATIONS = {"t": ("t3", "t4g"), "m": ("m7g", "m6g", "m5"), "r": ("r7g", "r6g", "r5"), "c": ("c7gn", "r7g", "r6g")}
"""Letter of a generation -> those that a fix tries."""
ENGINES = ("redis", "valkey", "memcached")
SMALLEST = "cache.t3.medium"


def check(cache: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The node type runs the engine's version, and ElastiCache makes new clusters on it."""
    node_type, engine, version = cache["nodeType"], elasticache.engine(cache), elasticache.version(cache)
    region = context.region(cache)
    decides = is_not(elasticache.is_member_of_group(cache)), is_not(elasticache.is_member_of_datastore(cache))
    applies = all_of(node_type.is_set(), *decides, cache.is_new())

    def alternative(own: str | None, name: str | None, number: str | None, where: str | None) -> str | None:
        return next(
            (
                other
                for other in alternatives(own or "")
                if runs(other, name, number)
                and context.catalog.instance_class_offered("elasticache", name or "", other, where or "")
            ),
            None,
        )

    better: Value = combined(alternative, node_type.as_text(), engine, version.as_text(), region)
    instead = better.say(lambda name: name, None) or Blank(f"a node type that runs the engine, such as {SMALLEST}")
    yield require(
        any_of(
            combined(runs_all, node_type.as_text()).is_true(),
            combined(runs_all_of, node_type.as_text(), engine).is_true(),
            combined(runs, node_type.as_text(), engine, version.as_text()).is_true(),
        ),
        when=applies,
        at=node_type,
        problem=f"{node_type.path} is {node_type}, which {needs(node_type, engine)} (AWS's page of {as_of()}).",
        fix=fix(Set("nodeType", instead)),
    )
    yield require(
        combined(lambda own, where: (makes_new(own or "", where),), node_type.as_text(), region).then(
            lambda answer: is_current(answer[0])
        ),
        when=applies,
        at=node_type,
        problem=f"{node_type.path} is {node_type}, a previous generation on which ElastiCache makes no new clusters.",
        fix=fix(Set("nodeType", instead)),
        rejects=PREVIOUS,
    )


def runs_all(node_type: str | None) -> bool:
    """The table says nothing against any engine on the node type."""
    return all(runs_all_of(node_type, engine) for engine in ENGINES)


def runs_all_of(node_type: str | None, engine: str | None) -> bool:
    """The table says nothing against any version of the engine on the node type."""
    return runs(node_type, engine, None) and not (node_type and engine and least_version(node_type, engine))


def runs(node_type: str | None, engine: str | None, version: str | None) -> bool:
    """The table says nothing against the version of the engine on the node type. Without a version ElastiCache chooses
    its default one, which is new enough."""
    if not node_type or not engine:
        return True
    too_old = version is not None and is_too_old(version, node_type, engine)
    return not is_not_offered(node_type, engine) and not too_old


def is_current(answer: bool | None) -> Fact:
    """Whether the generation takes new clusters; of some it is known of AWS's standard regions only."""
    return (
        unknown(Reason("region, of which AWS does not say whether it makes new T2"))
        if answer is None
        else known(answer)
    )


def needs(node_type: Value, engine: Value) -> str:
    """What the node type asks of the engine, as the end of a sentence."""
    least = combined(lambda own, name: least_version(own or "", name or ""), node_type.as_text(), engine)
    return least.say(lambda version: f"needs {engine} {version} or newer" if version else "", "") or (
        f"runs no version of {engine}"
    )


def alternatives(node_type: str) -> Iterator[str]:
    """Node types of about the same kind and of the same size."""
    parts = re.fullmatch(r"cache\.([a-z])\w*\.(\w+)", node_type)
    for generation in GENERATIONS.get(parts[1], ()) if parts else ():
        yield f"cache.{generation}.{parts[2] if parts else ''}"


RULE = ResourceRule(
    id="elasticache-node-type-engine",
    summary="ElastiCache node types must run the engine and take new clusters",
    rationale="""
        The newer node types run only newer engines: M7g and R7g need Redis OSS 6.2, M8g and R8g run no Redis OSS,
        and data tiering has no Memcached. On T2 and older generations ElastiCache makes no new clusters; those that
        exist keep their nodes. The table has what AWS's pages say of both; a generation or a version that it does not
        have passes, and so does a member of a replication group or of a global datastore, which has its group's engine.
        AWS says nothing of T2 in China and GovCloud, where it is undetermined.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=elasticache.CACHES,
    references=(TYPES, CACHE_NODE),
    rejections=(PREVIOUS,),
    check=check,
)
