"""rds-serverless-capacity-valid: Aurora Serverless v2 capacity must be a valid range."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.check import Fact, Resource, Value, Verdict, any_of, require, together
from policypack.rule import Rejection, StackContext, StackRule

LARGEST, SMALLEST_MAXIMUM = 256, 1
SERVERLESS_CLASS = "db.serverless"


def check(database: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The range is of half units, at least 1 and at most 256, and a cluster with serverless instances states one."""
    if database.type in rds.CLUSTER_INSTANCE:
        yield stands_in_a_cluster_with_a_range(database, context)
        return
    scaling = database["serverlessv2ScalingConfiguration"]
    lowest, highest = scaling["minCapacity"], scaling["maxCapacity"]
    for capacity in (lowest, highest):
        yield is_of_half_units(capacity)
    yield require(
        highest.at_least(SMALLEST_MAXIMUM),
        when=highest.is_set(),
        at=highest,
        problem=f"maxCapacity is {highest}; Aurora rejects a maximum below {SMALLEST_MAXIMUM}, also where the minimum"
        " is 0.",
        fix="max_capacity=1.0",
    )
    yield require(
        together(lambda low, high: low is None or high is None or low <= high, lowest.as_number(), highest.as_number()),
        when=scaling.is_set(),
        at=lowest,
        problem=f"minCapacity is {lowest} and maxCapacity {highest}; the range ends before it begins.",
        fix="min_capacity=0.5, max_capacity=16.0",
    )


def is_of_half_units(capacity: Value) -> Verdict:
    return require(
        capacity.as_number().test(lambda units: 0 <= units <= LARGEST and units * 2 == int(units * 2)),
        when=capacity.is_set(),
        at=capacity,
        problem=f"{capacity.path} is {capacity}; Aurora takes half units (ACUs) up to {LARGEST}.",
        fix=f"{'min_capacity=0.5' if capacity.path.endswith('minCapacity') else 'max_capacity=16.0'}",
    )


def stands_in_a_cluster_with_a_range(instance: Resource, context: StackContext[None]) -> Verdict:
    clusters = context.stack.referred(instance, "clusterIdentifier", rds.CLUSTER, names=("clusterIdentifier",))
    return require(
        clusters.all(states_a_range),
        when=instance["instanceClass"].equals(SERVERLESS_CLASS),
        at="instanceClass",
        problem=f"instanceClass is {SERVERLESS_CLASS}, and the cluster states no serverlessv2ScalingConfiguration:"
        " Aurora rejects the instance.",
        fix='serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 16.0}  # of the cluster',
    )


def states_a_range(cluster: Resource) -> Fact:
    """It says a range, be it one that a preview does not know; what it is restored from may have one, too."""
    scaling = cluster["serverlessv2ScalingConfiguration"]
    return any_of(scaling.is_set(), rds.left_to_source(cluster, scaling))


_MODEL = "https://docs.aws.amazon.com/sdk-for-python/v4/reference/clients/rds/structures"
_API = f"{_MODEL}/ServerlessV2ScalingConfiguration/"
_MAXIMUM = "https://github.com/aws/aws-cdk/pull/32232"
_CLUSTER = "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1150"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = StackRule(
    id="rds-serverless-capacity-valid",
    summary="Aurora Serverless v2 capacity must be a valid range",
    rationale="""
        Aurora Serverless v2 counts in half capacity units (ACUs), from 0, which pauses the instances, to 256; older
        versions reach less. The maximum is at least 1. An instance of class db.serverless needs a cluster that states
        its range; the cluster alone is accepted without one, and the instance fails minutes later. Clusters that the
        stack does not make are not looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.CLUSTER, *rds.CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
        _API,
        _MAXIMUM,
        _CLUSTER,
    ),
    rejections=(
        _rejection(
            "The maximum capacity is below 1",
            "InvalidParameterValue: Serverless v2 maximum capacity 0.5 isn't valid. The maximum capacity must be at"
            " least 1.0.",
            _MAXIMUM,
            "half",
            "smallest",
        ),
        _rejection(
            "A capacity is not of half units",
            "You can specify ACU values in half-step increments, such as 8, 8.5, 9, and so on.",
            _API,
            "quarter",
            "smallest",
        ),
        _rejection(
            "A capacity is above 256",
            "The largest value that you can use is 256 for recent Aurora versions, or 128 for older versions.",
            _API,
            "large",
            "largest",
        ),
        _rejection(
            "A serverless instance stands in a cluster that states no capacity",
            "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB"
            " instance.",
            _CLUSTER,
            "serverless",
            "serverless-too",
        ),
    ),
    check=check,
)
