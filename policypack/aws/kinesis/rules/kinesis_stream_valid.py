"""kinesis-stream-valid: Kinesis stream names and shard-level metrics must be valid."""

from policypack.aws.kinesis import STREAM
from policypack.constraint import Constraint, Set, argument, fix, form, joined, length
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html"
MONITORING = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html"
NAME = "ValidationException: 1 validation error detected: Value at 'streamName' failed to satisfy constraint: Member"

metrics = argument("shardLevelMetrics")

RULE = constraints_rule(
    id="kinesis-stream-valid",
    service="Kinesis",
    summary="Kinesis stream names and shard-level metrics must be valid",
    rationale="""
        A stream's name has letters, digits, hyphens, underscores and periods. The metric ALL includes every metric of
        a shard, so it must be the only one in the list.
    """,
    since="0.1.0",
    constraints={
        STREAM: (
            form(
                "name",
                r"[A-Za-z0-9_.-]+",
                "letters, digits, hyphens, underscores and periods",
                invalid="orders/created",
                valid="orders-created_1.0",
                correct=joined("A-Za-z0-9_.-"),
                error=f"{NAME} must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                source=CREATE,
            ),
            length("name", 128, error=f"{NAME} must have length less than or equal to 128", source=CREATE),
            Constraint(
                demand=metrics.has_at_most(1).called("ALL is the only metric", "ALL must be the only metric"),
                when=metrics.contains("ALL").unsaid(),
                error="InvalidArgumentException: DesiredShardLevelMetrics cannot have ALL with other metric names",
                source=MONITORING,
                fix=fix(Set("shardLevelMetrics", ["ALL"])),
                invalid={"shardLevelMetrics": ["ALL", "IncomingBytes"]},
                valid=({"shardLevelMetrics": ["ALL"]}, {"shardLevelMetrics": ["IncomingBytes", "OutgoingBytes"]}),
                condition="shardLevelMetrics has ALL and other metrics",
            ),
        )
    },
    base={STREAM[0]: {"shardCount": 1}},
)
