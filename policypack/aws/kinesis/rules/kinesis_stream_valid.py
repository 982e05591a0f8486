"""kinesis-stream-valid: Kinesis stream names and shard-level metrics must be valid."""

from collections.abc import Iterator

from policypack.aws import kinesis
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(stream: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name is of Kinesis's form, and ALL stands alone among the metrics of shards."""
    name, metrics = stream["name"], stream["shardLevelMetrics"]
    yield require(
        name.matches(kinesis.NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The stream's name is {name}; Kinesis takes 1 to 128 letters, digits, hyphens, underscores and"
        " periods.",
        fix='name="orders"',
    )
    yield require(
        any_of(is_not(metrics.any(lambda metric: metric.equals("ALL"))), is_not(metrics.count().at_least(2))),
        when=metrics.is_set(),
        at=metrics,
        problem="shardLevelMetrics holds ALL and others, which Kinesis refuses: DesiredShardLevelMetrics cannot have"
        " ALL with other metric names.",
        fix='shard_level_metrics=["ALL"]',
    )


_CREATE = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html"
_MONITORING = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html"

RULE = ResourceRule(
    id="kinesis-stream-valid",
    summary="Kinesis stream names and shard-level metrics must be valid",
    rationale="""
        A stream's name has letters, digits, hyphens, underscores and periods. ALL stands for every metric of a shard,
        so nothing may stand beside it.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=kinesis.STREAM,
    references=(_CREATE, _MONITORING),
    rejections=(
        Rejection(
            service="Kinesis",
            condition="A stream's name has other characters than letters, digits, -, _ and ., or more than 128",
            error="ValidationException: 1 validation error detected: Value at 'streamName' failed to satisfy"
            " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
            source=_CREATE,
            invalid="slash",
            valid="longest",
        ),
        Rejection(
            service="Kinesis",
            condition="A stream's shard-level metrics hold ALL and others",
            error="InvalidArgumentException: DesiredShardLevelMetrics cannot have ALL with other metric names",
            source=_MONITORING,
            invalid="more-than-all",
            valid="all",
        ),
    ),
    check=check,
)
