"""The nouns of Fault Injection Service, and what each of its actions acts on.

https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html, read in November 2026. An action that
is not here is not judged.
"""

TEMPLATE = ("aws:fis/experimentTemplate:ExperimentTemplate",)

TARGETS = {
    "Instances": (
        *(f"aws:ec2:{verb}-instances" for verb in ("reboot", "stop", "terminate")),
        "aws:ssm:send-command",
    ),
    "SpotInstances": ("aws:ec2:send-spot-instance-interruptions",),
    "Tasks": (
        "aws:ecs:stop-task",
        *(
            f"aws:ecs:task-{what}"
            for what in (
                "cpu-stress",
                "io-stress",
                "kill-process",
                "network-blackhole-port",
                "network-latency",
                "network-packet-loss",
            )
        ),
    ),
    "Clusters": ("aws:ecs:drain-container-instances", "aws:rds:failover-db-cluster"),
    "DBInstances": ("aws:rds:reboot-db-instances",),
    "Nodegroups": ("aws:eks:terminate-nodegroup-instances",),
    "Pods": tuple(
        f"aws:eks:pod-{what}"
        for what in (
            "cpu-stress",
            "delete",
            "io-stress",
            "memory-stress",
            "network-blackhole-port",
            "network-latency",
            "network-packet-loss",
        )
    ),
    "Roles": (
        *(f"aws:fis:inject-api-{what}" for what in ("internal-error", "throttle-error", "unavailable-error")),
        "aws:ec2:api-insufficient-instance-capacity-error",
    ),
    "Subnets": ("aws:network:disrupt-connectivity", "aws:network:route-table-disrupt-cross-region-connectivity"),
    "Volumes": ("aws:ebs:pause-volume-io",),
}
KEY_OF = {action: key for key, actions in TARGETS.items() for action in actions}
"""The key of its target, by the action."""
