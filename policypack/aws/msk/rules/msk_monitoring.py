"""msk-monitoring: Kafka clusters must have metrics of topics."""

from policypack.aws.practices.base import BASES
from policypack.constraint.practices import one_value
from policypack.rule import practices_rule

RULE = practices_rule(
    id="msk-monitoring",
    summary="Kafka clusters must have metrics of their topics",
    rationale="""
        The default level of monitoring has metrics of the cluster and of brokers. Which topic grows, and which consumer
        falls behind, only the levels by topic tell, for which CloudWatch takes money by metric. Open monitoring with
        Prometheus tells the same without CloudWatch: turn the rule off there.
    """,
    harm="No metric tells which topic has the load or which consumer falls behind.",
    consequence="hygiene",
    rated="low",
    since="0.3.0",
    base=BASES,
    practices={
        ("aws:msk/cluster:Cluster",): [
            one_value(
                "enhancedMonitoring",
                "PER_TOPIC_PER_BROKER",
                "PER_TOPIC_PER_PARTITION",
                but_not="PER_BROKER",
                controls=("MSK.2",),
            )
        ],
    },
)
