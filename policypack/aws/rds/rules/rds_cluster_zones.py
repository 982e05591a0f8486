"""rds-cluster-zones: Database clusters must have instances in two zones."""

from policypack.aws import rds
from policypack.check import TRUE, Count, Fact, Linked, Resource, Verdict, all_of, is_not, require, together
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule

_MEMBERS = {
    rds.CLUSTER[0]: rds.CLUSTER_INSTANCE,
    rds.DOCUMENTDB_CLUSTER[0]: rds.DOCUMENTDB_CLUSTER_INSTANCE,
    rds.NEPTUNE_CLUSTER[0]: rds.NEPTUNE_CLUSTER_INSTANCE,
}


def check(cluster: Resource, context: StackContext[None]) -> Verdict:
    """A cluster that has instances in the stack has two of them at least, and not all of them in one zone."""
    kind = _MEMBERS[cluster.type]
    members = context.stack.linked(kind, to=cluster, by="clusterIdentifier", names=("clusterIdentifier",))
    count = members.count()
    return require(
        all_of(count.at_least(2), is_not(are_in_one_zone(members))),
        when=all_of(members.exists(), has_members(cluster)),
        at="instances",
        problem=f"{which(count)}: when its zone fails, AWS makes a new instance in another one, which takes ten minutes"
        " and more.",
        fix=lambda: fix(
            Create(
                kind[0],
                f"{cluster.name}-standby",
                {
                    "clusterIdentifier": Ref.to(cluster, "id"),
                    "engine": Ref.to(cluster, "engine"),
                    "instanceClass": Blank("the class of the others"),
                },
            )
        ),
    )


def which(count: Count) -> str:
    """What is wrong with the instances."""
    return "The cluster has one instance" if count.low < 2 else "All instances of the cluster are in one zone"


def has_members(cluster: Resource) -> Fact:
    """Its instances are resources of their own: not those of a Multi-AZ cluster or of Aurora Serverless v1."""
    if cluster.type not in rds.CLUSTER:
        return TRUE
    engine = rds.engine(cluster)
    return all_of(is_not(engine.is_in(rds.MULTI_AZ_CLUSTER_ENGINES)), is_not(rds.is_serverless_v1(cluster)))


def are_in_one_zone(members: Linked) -> Fact:
    """Each of them says a zone, and it is the same one."""
    return together(
        lambda *zones: len(set(zones)) == 1 and None not in zones,
        *(member["availabilityZone"].as_text() for member in members),
    )


RULE = StackRule(
    id="rds-cluster-zones",
    summary="Database clusters must have instances in two zones",
    rationale="""
        The data of a cluster lies in three zones, but its instances serve it: with one instance alone, the cluster is
        down while AWS makes another one. A second instance, which can be smaller and serve reads, takes over within a
        minute. A Multi-AZ cluster of RDS and Aurora Serverless v1 have their instances by themselves. A cluster without
        an instance in the stack is not asked.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    controls=("RDS.15", "Neptune.9"),
    applies_to=rds.ALL_CLUSTERS,
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-db-clusters.html",
    ),
    check=check,
)
