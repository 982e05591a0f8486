"""kinesis-stream-valid: Kinesis stream names, shards, keys and metrics must be valid."""

from policypack.aws.kinesis import STREAM
from policypack.constraint import Constraint, Remove, Set, argument, fix, form, joined, length, needs, within
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html"
MONITORING = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html"
NAME = "ValidationException: 1 validation error detected: Value at 'streamName' failed to satisfy constraint: Member"

PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kinesis/stream.go"

metrics, shards = argument("shardLevelMetrics"), argument("shardCount")
mode = argument("streamModeDetails.streamMode")

RULE = constraints_rule(
    id="kinesis-stream-valid",
    service="Kinesis",
    summary="Kinesis stream names, shards, keys and metrics must be valid",
    rationale="""
        A stream's name has letters, digits, hyphens, underscores and periods. The metric ALL includes every metric of
        a shard, so it must be the only one in the list. A stream has shards, or capacity on demand.
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
            Constraint(
                demand=~shards.at_least(1).called("shardCount is set", "shardCount must be set"),
                when=mode.equals("ON_DEMAND"),
                at="shardCount",
                error="shard_count must not be set when stream_mode is ON_DEMAND (from the provider)",
                source=PROVIDER,
                fix=fix(Remove("shardCount")),
                invalid={"streamModeDetails": {"streamMode": "ON_DEMAND"}},
                valid={"streamModeDetails": {"streamMode": "ON_DEMAND"}, "shardCount": None},
            ),
            Constraint(
                demand=shards.at_least(1),
                when=mode.equals("PROVISIONED") | mode.is_empty(),
                error="shard_count must be at least 1 when stream_mode is PROVISIONED (from the provider)",
                source=PROVIDER,
                fix=fix(Set("shardCount", 1), otherwise=Set("streamModeDetails", {"streamMode": "ON_DEMAND"})),
                invalid=(
                    {"shardCount": None},
                    {"shardCount": None, "streamModeDetails": {"streamMode": "PROVISIONED"}},
                ),
                valid={"streamModeDetails": {"streamMode": "PROVISIONED"}},
            ),
            needs(
                {"encryptionType": "KMS"},
                "kmsKeyId",
                "alias/aws/kinesis",
                error="KMS Key Id required when setting encryption_type is not set as NONE (from the provider)",
                source=PROVIDER,
            ),
            within(
                "retentionPeriod",
                24,
                8760,
                error="RetentionPeriodHours: The maximum value of a stream's retention period is 8760 hours (365 days)."
                " The minimum value is 24 hours.",
                source="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html",
            ),
        )
    },
    base={STREAM[0]: {"shardCount": 1}},
)
