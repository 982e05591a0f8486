"""rds-global-cluster-valid: Members of a global cluster must leave the primary's settings to the primary."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common.regions import same_region
from policypack.check import Fact, Linked, Resource, Stack, Verdict, all_of, is_not, known, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import NEW
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateGlobalCluster.html"
SOURCE = {"sourceDbClusterIdentifier": "arn:aws:rds:us-east-1:123456789012:cluster:orders"}
NAMES = {"databaseName": "database name", "masterUsername": "user name", "masterPassword": "password"}


def specified(name: str, words: str, invalid: str) -> Rejection:
    """What RDS says of an argument that a secondary cluster has."""
    return Rejection(
        service="RDS",
        condition=f"A secondary cluster of a global cluster has {name}",
        error=f"InvalidParameterCombination: Cannot specify {words} for cross region replication cluster",
        source="https://github.com/pulumi/pulumi-aws/issues/3751",
        invalid=invalid,
        valid="secondary",
    )


SPECIFIED = {name: specified(name, words, f"with-{words.replace(' ', '-')}") for name, words in NAMES.items()}
NO_KEY = Rejection(
    service="RDS",
    condition="An encrypted secondary cluster in another region names no key",
    error="InvalidParameterCombination: For encrypted cross-region replica, kmsKeyId should be explicitly specified",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html",
    invalid="without-key",
    valid="secondary",
)


source = argument("sourceDbClusterIdentifier")
OF_SOURCE = tuple(
    Constraint(
        demand=argument(name).is_empty(),
        when=source.is_given() & NEW.unsaid(),
        error=f"InvalidParameterCombination: When creating global cluster from existing db cluster, value for {words}"
        " should not be specified since it will be inherited from source cluster",
        source=CREATE,
        fix=fix(Remove(name)),
        invalid={**SOURCE, name: value},
        valid=SOURCE,
    )
    for name, value, words in (
        ("engine", "aurora-postgresql", "engineName"),
        ("databaseName", "orders", "databaseName"),
    )
)
TABLE = Table("RDS", {rds.GLOBAL_CLUSTER: OF_SOURCE}, {rds.GLOBAL_CLUSTER[0]: {"globalClusterIdentifier": "orders"}})


def check(cluster: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A secondary cluster has neither database name nor master user, and an encrypted one names a key of its region."""
    if cluster.type not in rds.CLUSTER:
        return
    stack = context.stack
    secondary = all_of(cluster.is_new(), is_secondary(cluster, stack))
    for name, rejects in SPECIFIED.items():
        yield require(
            cluster[name].is_empty(),
            when=secondary,
            at=name,
            problem=f"{name} is {cluster[name]}: the cluster is a secondary one, which has that of the primary.",
            fix=fix(Remove(name)),
            rejects=rejects,
        )
    yield require(
        known(not cluster["kmsKeyId"].is_absent),
        when=all_of(secondary, cluster["storageEncrypted"].is_true(), in_another_region(cluster, context)),
        at="kmsKeyId",
        problem="kmsKeyId is not set: an encrypted secondary cluster needs a key of its own region.",
        fix=fix(Set("kmsKeyId", Blank("the ARN of a key in the cluster's region"))),
        rejects=NO_KEY,
    )


def is_secondary(cluster: Resource, stack: Stack) -> Fact:
    """Another cluster is the primary of its global cluster: the source of that, or one that is made before."""

    def has_another_primary(whole: Resource) -> Fact:
        if whole["sourceDbClusterIdentifier"].is_absent:
            return before(cluster, whole, stack).exists()
        sources = stack.referred(whole, "sourceDbClusterIdentifier", rds.CLUSTER, names=("clusterIdentifier",))
        return is_not(sources.any(lambda one: known(one.urn == cluster.urn)))

    return globals_of(cluster, stack).any(has_another_primary)


def before(cluster: Resource, whole: Resource, stack: Stack) -> Linked:
    """The other members of the global cluster that are certainly made before this one."""
    members = stack.linked(rds.CLUSTER, to=whole, by="globalClusterIdentifier", names=("globalClusterIdentifier",))
    return Linked(tuple(link for link in members.links if stack.comes_after(cluster, link[0])))


def globals_of(cluster: Resource, stack: Stack) -> Linked:
    return stack.referred(cluster, "globalClusterIdentifier", rds.GLOBAL_CLUSTER, names=("globalClusterIdentifier",))


def in_another_region(cluster: Resource, context: StackContext[None]) -> Fact:
    """One of the members made before is in another region."""

    def is_elsewhere(other: Resource) -> Fact:
        return is_not(same_region(cluster, other, context.deployment))

    return globals_of(cluster, context.stack).any(lambda whole: before(cluster, whole, context.stack).any(is_elsewhere))


RULE = StackRule(
    id="rds-global-cluster-valid",
    summary="Members of a global cluster must leave the primary's settings to the primary",
    rationale="""
        The first cluster of a global cluster is its primary; the others are made as its replicas, and RDS rejects a
        database name and a master user that they have besides. An encrypted one needs a key of its own region. A
        cluster is a secondary one where the global cluster is made of another cluster, or where it depends on another
        member, as it must to be made after it. A global cluster that is made of a cluster has that one's engine.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*rds.GLOBAL_CLUSTER, *rds.CLUSTER),
    references=(*TABLE.sources, "https://github.com/pulumi/pulumi-aws/issues/3751", NO_KEY.source),
    table=TABLE,
    rejections=(*TABLE.rejections, *SPECIFIED.values(), NO_KEY),
    check=check,
)
