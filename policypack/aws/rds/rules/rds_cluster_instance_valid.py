"""rds-cluster-instance-valid: Cluster instances must have their cluster's engine, version and monitoring."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, known, require, together
from policypack.fix import Ref, Remove, Set, Target, fix, note
from policypack.rule import Rejection, StackContext, StackRule

ENGINE = Rejection(
    service="RDS",
    condition="An instance of a cluster has another engine than the cluster",
    error="InvalidParameterCombination: The engine name requested for your DB instance (aurora) doesn't match the"
    " engine name of your DB cluster",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/14037",
    invalid="reader",
    valid="reader-of-cluster",
)
VERSION = Rejection(
    service="RDS",
    condition="A new instance of a cluster has another engine version than the cluster",
    error="InvalidParameterCombination: The engine version that you requested for your DB instance (a.b) does not match"
    " the engine version of your DB cluster (c.d)",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/4914",
    invalid="older",
    valid="as-old",
)
MULTI_AZ = Rejection(
    service="RDS",
    condition="A cluster instance is made in a Multi-AZ cluster",
    error="InvalidParameterValue: CreateDBInstance can't be used to create a DB instance in a Multi-AZ DB cluster. Use"
    " CreateDBCluster instead.",
    source="https://github.com/cloudposse/terraform-aws-rds-cluster/issues/148",
    invalid="fourth",
    valid="reader-of-cluster",
)
MONITORING = Rejection(
    service="RDS",
    condition="An instance of a cluster has another monitoring interval than the cluster",
    error="InvalidParameterCombination: MonitoringInterval conflicts with cluster level parameter.",
    source="https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/issues/518",
    invalid="watched",
    valid="watched-by-cluster",
)

NO_DATA_API = Rejection(
    service="RDS",
    condition="An instance of a burstable class is in a cluster with an HTTP endpoint",
    error="InvalidParameterCombination: The instance class that you specified doesn't support the HTTP endpoint for"
    " using RDS Data API.",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.limitations.html",
    invalid="burstable",
    valid="same",
)


def check(instance: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The cluster is of Aurora, and the instance has its engine, version and monitoring, or names none."""
    for cluster, is_its in rds.clusters(instance, context.stack).links:
        yield from in_cluster(instance, cluster, is_its)


def in_cluster(instance: Resource, cluster: Resource, is_its: Fact) -> Iterator[Verdict]:
    """The verdicts on an instance that belongs, or may belong, to this cluster."""
    own, whole = rds.engine(instance), rds.engine(cluster)
    is_multi_az = whole.is_in(rds.MULTI_AZ_CLUSTER_ENGINES)
    yield require(
        is_not(is_multi_az),
        when=is_its,
        at="clusterIdentifier",
        problem=f"{cluster} is a Multi-AZ cluster ({whole}), which has its three instances itself.",
        fix=note("remove the cluster instance, or use aurora-mysql or aurora-postgresql"),
        rejects=MULTI_AZ,
    )
    yield require(
        together(lambda one, other: one is None or other is None or one == other, own, whole),
        when=all_of(is_its, is_not(is_multi_az)),
        at="engine",
        problem=f"engine is {own}; the engine of {cluster} is {whole}.",
        fix=fix(Set("engine", Ref.to(cluster, "engine"))),
        rejects=ENGINE,
    )
    yield require(
        is_not(is_burstable(instance)),
        when=all_of(is_its, cluster["enableHttpEndpoint"].is_true(), instance.is_new()),
        at="instanceClass",
        problem=f"instanceClass is {instance['instanceClass']}, and {cluster} has an HTTP endpoint for the Data API.",
        fix=fix(Set("instanceClass", "db.r6g.large"), otherwise=Remove("enableHttpEndpoint", on=Target.of(cluster))),
        rejects=NO_DATA_API,
    )
    version, running = instance["engineVersion"], cluster["engineVersion"]
    yield require(
        any_of(
            is_not(all_of(version.is_set(), running.is_set())),
            together(is_same_version, version.as_text(), running.as_text()),
        ),
        when=all_of(is_its, instance.is_new(), cluster.is_new()),
        at="engineVersion",
        problem=f"engineVersion is {version}; that of {cluster} is {running}.",
        fix=fix(Set("engineVersion", Ref.to(cluster, "engineVersion")), otherwise=Remove("engineVersion")),
        rejects=VERSION,
    )
    interval, common = instance["monitoringInterval"], cluster["monitoringInterval"]
    yield require(
        together(lambda one, other: not one or not other or one == other, interval.as_number(), common.as_number()),
        when=all_of(is_its, instance.is_new(), known(cluster.type in rds.CLUSTER)),
        at="monitoringInterval",
        problem=f"monitoringInterval is {interval}; {cluster} sets {common} for all of its instances.",
        fix=fix(
            Remove("monitoringInterval"),
            Remove("monitoringRoleArn"),
            otherwise=Remove("monitoringInterval", on=Target.of(cluster)),
        ),
        rejects=MONITORING,
    )


def is_burstable(instance: Resource) -> Fact:
    return instance["instanceClass"].starts_with("db.t2.", "db.t3.", "db.t4g.")


def is_same_version(one: str | None, other: str | None) -> bool:
    """Equal, or one is the beginning of the other: ``16`` and ``16.8``."""
    if not one or not other:
        return True
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


RULE = StackRule(
    id="rds-cluster-instance-valid",
    summary="Cluster instances must have their cluster's engine, version and monitoring",
    rationale="""
        Instances of an Aurora cluster are resources of their own, but engine, version and cluster-wide monitoring are
        the cluster's: RDS rejects an instance that says something else, once the cluster is there. Take them from the
        cluster's outputs. A Multi-AZ cluster of MySQL or PostgreSQL has its instances itself. Versions are compared
        where both are new and known; one may be the beginning of the other.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=rds.ALL_CLUSTER_INSTANCES,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        ENGINE.source,
        MULTI_AZ.source,
    ),
    rejections=(ENGINE, VERSION, MULTI_AZ, MONITORING, NO_DATA_API),
    check=check,
)
