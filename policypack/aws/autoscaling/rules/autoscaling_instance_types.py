"""autoscaling-instance-types: Auto Scaling groups must have several instance types to choose from."""

from policypack.aws import autoscaling
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import practices_rule

_POLICY = "mixedInstancesPolicy"
_OVERRIDES = f"{_POLICY}.launchTemplate.overrides"
_TEMPLATE = {"launchTemplateSpecification": {"launchTemplateId": "lt-0123456789abcdef0"}}
_overrides = argument(_OVERRIDES)


def _types(*names: str) -> dict[str, object]:
    return {_POLICY: {"launchTemplate": {**_TEMPLATE, "overrides": [{"instanceType": name} for name in names]}}}


RULE = practices_rule(
    id="autoscaling-instance-types",
    summary="Auto Scaling groups must have several instance types to choose from",
    rationale="""
        When a zone has no capacity of one type, a group with a second one starts that. The types are overrides of a
        mixed instances policy, or requirements that AWS finds types for.
    """,
    harm="When AWS has no capacity of the one type, the group cannot grow or replace instances.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        autoscaling.GROUP: [
            practice(
                _overrides.has_at_least(2)
                | argument(f"{_OVERRIDES}[0].instanceRequirements")
                .is_present()
                .called("it has instanceRequirements", "must have instanceRequirements"),
                at=_POLICY,
                fix=fix(
                    Remove("launchTemplate"),
                    Set(
                        f"{_POLICY}.launchTemplate",
                        {
                            "launchTemplateSpecification": {"launchTemplateId": Blank("the launch template's ID")},
                            "overrides": Blank("two or more instance types that the application runs on"),
                        },
                    ),
                ),
                invalid=({"launchTemplate.id": "lt-0123456789abcdef0"}, _types("m7g.large")),
                valid=_types("m7g.large", "m6g.large"),
                controls=("AutoScaling.6",),
            )
        ]
    },
)
