"""rds-serverless-capacity-valid: Aurora Serverless v2 capacity must be a valid range."""

from collections.abc import Iterator
from math import ceil

from policypack.aws import rds
from policypack.check import Fact, Resource, Verdict, any_of, require, together
from policypack.constraint import Constraint, Table, fits
from policypack.fix import Blank, Set, Target, fix, note
from policypack.model.conditions import Argument
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/sdk-for-python/v4/reference/clients/rds/structures/ServerlessV2ScalingConfiguration/"
MAXIMUM = "https://github.com/aws/aws-cdk/pull/32232"
CLUSTER = "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1150"
SCALING = "serverlessv2ScalingConfiguration"
LOW, HIGH = Argument(f"{SCALING}.minCapacity"), Argument(f"{SCALING}.maxCapacity")
LARGEST, SMALLEST_MAXIMUM = 256, 1
SERVERLESS_CLASS = "db.serverless"


def half_units(units: float | None) -> str | None:
    """What is wrong with a capacity that is no multiple of half a unit."""
    if units is None or (units >= 0 and units % 0.5 == 0):
        return None
    return "Aurora counts in half capacity units (ACUs) from 0"


def next_half(units: Plain) -> Plain:
    """The next multiple of half a unit."""
    return max(0.5, ceil(units * 2) / 2) if isinstance(units, int | float) else None


def in_half_units(capacity: Argument, invalid: dict[str, float]) -> Constraint:
    """The row of one end of the range."""
    return Constraint(
        demand=fits(capacity, "a multiple of 0.5", half_units, lambda it: capacity.of(it).as_number()),
        error="You can specify ACU values in half-step increments, such as 8, 8.5, 9, and so on.",
        source=API,
        fix=fix(Set(capacity.path, Blank("a multiple of 0.5"))),
        correct=next_half,
        invalid={SCALING: invalid},
        valid={SCALING: {"minCapacity": 0.5, "maxCapacity": 2.5}},
    )


ROWS = (
    Constraint(
        demand=HIGH.at_least(SMALLEST_MAXIMUM),
        when=HIGH.is_set().unsaid(),
        error="InvalidParameterValue: Serverless v2 maximum capacity 0.5 isn't valid. The maximum capacity must be at"
        " least 1.0.",
        source=MAXIMUM,
        fix=fix(Set(HIGH.path, SMALLEST_MAXIMUM)),
        invalid={SCALING: {"minCapacity": 0, "maxCapacity": 0.5}},
        valid={SCALING: {"minCapacity": 0, "maxCapacity": 1}},
    ),
    *(
        Constraint(
            demand=capacity.at_most(LARGEST),
            when=capacity.is_set().unsaid(),
            error="The largest value that you can use is 256 for recent Aurora versions, or 128 for older versions.",
            source=API,
            fix=fix(Set(capacity.path, LARGEST)),
            invalid={SCALING: invalid},
            valid={SCALING: {"minCapacity": LARGEST, "maxCapacity": LARGEST}},
        )
        for capacity, invalid in (
            (HIGH, {"minCapacity": 0.5, "maxCapacity": LARGEST + 0.5}),
            (LOW, {"minCapacity": LARGEST + 0.5}),
        )
    ),
    in_half_units(LOW, {"minCapacity": 0.75, "maxCapacity": 4}),
    in_half_units(HIGH, {"minCapacity": 0.5, "maxCapacity": 4.25}),
)
TABLE = Table("RDS", {rds.CLUSTER: ROWS}, rds.WITNESSES)
NO_RANGE = Rejection(
    service="RDS",
    condition="A serverless instance is in a cluster without a serverlessv2ScalingConfiguration",
    error="Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB"
    " instance.",
    source=CLUSTER,
    invalid="serverless",
    valid="serverless-too",
)


def check(database: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The minimum is not above the maximum, and a cluster with serverless instances has a range."""
    if database.type in rds.ALL_CLUSTER_INSTANCES:
        yield is_in_a_cluster_with_a_range(database, context)
        return
    low, high = database.at(LOW.path), database.at(HIGH.path)
    yield require(
        together(lambda least, most: least is None or most is None or least <= most, low.as_number(), high.as_number()),
        when=database[SCALING].is_set(),
        at=low,
        problem=f"minCapacity {low} is greater than maxCapacity {high}: AWS rejects the range.",
        fix=low.say(lambda units: fix(Set(HIGH.path, units)), note("raise maxCapacity, or lower minCapacity")),
    )


def is_in_a_cluster_with_a_range(instance: Resource, context: StackContext[None]) -> Verdict:
    """A serverless instance is in a cluster with a range, as far as the stack has the cluster."""
    clusters = rds.clusters(instance, context.stack)
    without = [one for one in clusters.certain() if has_range(one).truth is False]
    return require(
        clusters.all(has_range),
        when=instance["instanceClass"].equals(SERVERLESS_CLASS),
        at="instanceClass",
        problem=f"instanceClass is {SERVERLESS_CLASS}, and the cluster has no serverless v2 scaling configuration.",
        fix=fix(*(Set(scaling_of(one), rds.A_RANGE, on=Target.of(one)) for one in without)),
        rejects=NO_RANGE,
    )


def has_range(cluster: Resource) -> Fact:
    """The program sets one, known or not; a database that the cluster is restored from may have one, too."""
    scaling = cluster[scaling_of(cluster)]
    return any_of(scaling.is_set(), rds.left_to_source(cluster, scaling))


def scaling_of(cluster: Resource) -> str:
    """The argument's name, which differs between the services."""
    return SCALING if cluster.type in rds.CLUSTER else "serverlessV2ScalingConfiguration"


RULE = StackRule(
    id="rds-serverless-capacity-valid",
    summary="Aurora Serverless v2 capacity must be a valid range",
    rationale="""
        Aurora Serverless v2 counts in half capacity units (ACUs), from 0, which pauses the instances, to 256; older
        versions have less. The maximum is at least 1. An instance of class db.serverless needs a cluster with a range;
        AWS accepts the cluster alone without one, and the instance fails minutes later. The rule does not check
        clusters outside of the stack.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.CLUSTER, *rds.ALL_CLUSTER_INSTANCES),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
        *TABLE.sources,
        CLUSTER,
    ),
    table=TABLE,
    rejections=(*TABLE.rejections, NO_RANGE),
    check=check,
)
