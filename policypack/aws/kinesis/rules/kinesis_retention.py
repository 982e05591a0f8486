"""kinesis-retention: Streams must keep their records for a week."""

from policypack.constraint.practices import at_least
from policypack.rule import practices_rule

WEEK = 168

RULE = practices_rule(
    id="kinesis-retention",
    summary="Streams must keep their records for a week",
    rationale="""
        A stream keeps records for a day where the program says nothing: a consumer that stops on Friday evening has
        lost some by Sunday. A week leaves the time to find a fault, to correct it, and to read the records again. AWS
        takes money for each hour beyond the first day.
    """,
    harm="Records that a consumer has not read in time are lost.",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    practices={
        ("aws:kinesis/stream:Stream",): [
            at_least("retentionPeriod", WEEK, otherwise=24, beside={"shardCount": 1}, controls=("Kinesis.3",))
        ],
    },
)
