"""ecs-container-insights: ECS clusters must have Container Insights."""

from policypack.check import Fact, all_of
from policypack.constraint import Set, fix
from policypack.constraint.practices import practice
from policypack.model.conditions import Condition, Subject, Words
from policypack.rule import practices_rule

CLUSTER = ("aws:ecs/cluster:Cluster",)


def turned_on(cluster: Subject) -> Fact:
    """A setting turns Container Insights on."""
    return cluster.at("settings").any(
        lambda one: all_of(one["name"].equals("containerInsights"), one["value"].is_in(("enabled", "enhanced")))
    )


def setting(value: str) -> dict[str, object]:
    """The setting with this value."""
    return {"settings": [{"name": "containerInsights", "value": value}]}


RULE = practices_rule(
    id="ecs-container-insights",
    summary="ECS clusters must have Container Insights",
    rationale="""
        Container Insights shows the CPU, memory, disk, network and restarts of each task and container, where the
        metrics of ECS alone show averages of a service. It is off unless the cluster or the account turns it on; the
        metrics cost what CloudWatch takes for them.
    """,
    harm="Which task or container runs out of memory or starts again and again remains unseen.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    practices={
        CLUSTER: [
            practice(
                Condition(
                    turned_on,
                    Words.do("settings", "turn", "turns", '"containerInsights" on'),
                    ("settings",),
                ),
                fix=fix(Set("settings", [{"name": "containerInsights", "value": "enhanced"}])),
                invalid=({}, setting("disabled")),
                valid=(setting("enhanced"), setting("enabled")),
                problem='settings do not turn "containerInsights" on.',
                controls=("ECS.12",),
            )
        ]
    },
)
