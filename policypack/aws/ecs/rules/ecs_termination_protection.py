"""ecs-termination-protection: Capacity providers must not end instances that run tasks."""

from policypack.aws import ecs
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PROTECTION = "autoScalingGroupProvider.managedTerminationProtection"
SCALING = "autoScalingGroupProvider.managedScaling.status"
ON = {PROTECTION: "ENABLED", SCALING: "ENABLED"}

RULE = practices_rule(
    id="ecs-termination-protection",
    summary="Capacity providers must not end instances that run tasks",
    rationale="""
        When the Auto Scaling group scales in, it ends an instance that it picks, with the tasks on it. With managed
        termination protection ECS lets it end only instances without tasks. It takes managed scaling, and a group whose
        new instances are protected from scale in.
    """,
    harm="Scaling in ends instances while tasks still run on them.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    base=COMPUTE,
    practices={
        ecs.CAPACITY_PROVIDER: [
            practice(
                argument(PROTECTION).equals("ENABLED"),
                when=argument("autoScalingGroupProvider").is_given(),
                fix=fix(
                    Set(PROTECTION, "ENABLED"),
                    Set(SCALING, "ENABLED"),
                    note="new instances of the group must be protected from scale in",
                ),
                invalid=({}, {PROTECTION: "DISABLED", SCALING: "ENABLED"}),
                valid=ON,
                controls=("ECS.19",),
            )
        ]
    },
)
