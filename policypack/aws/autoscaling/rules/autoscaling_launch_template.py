"""autoscaling-launch-template: Auto Scaling groups must use launch templates."""

from policypack.aws import autoscaling
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import practices_rule

RULE = practices_rule(
    id="autoscaling-launch-template",
    summary="Auto Scaling groups must use launch templates",
    rationale="""
        Launch configurations have had no new features since 2022, and accounts made since October 2024 cannot create
        any. Launch templates have versions, several instance types and all settings of instances.
    """,
    harm="New instance types and settings are for launch templates only, and new accounts have no other choice.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    references=("https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",),
    practices={
        autoscaling.GROUP: [
            practice(
                argument("launchConfiguration").is_empty(),
                fix=fix(
                    Remove("launchConfiguration"),
                    Set("launchTemplate", {"id": Blank("the ID of a launch template"), "version": "$Latest"}),
                ),
                invalid={"launchConfiguration": "orders"},
                valid={"launchTemplate": {"id": "lt-0123456789abcdef0", "version": "$Latest"}},
                controls=("AutoScaling.9",),
            )
        ]
    },
)
