"""scaling-policy-valid: Scaling policies must have what their type and metric need."""

from policypack.constraint import Constraint, argument, needs, one_of
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

POLICY = ("aws:autoscaling/policy:Policy",)
APPLICATION_POLICY = ("aws:appautoscaling/policy:Policy",)
PUT = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html"
LABEL = "https://github.com/terraform-aws-modules/terraform-aws-autoscaling/issues/192"
REQUESTS = "ALBRequestCountPerTarget"


def labelled(configuration: str, policy_type: str) -> Constraint:
    """A metric of a target group names the target group."""
    metric = f"{configuration}.predefinedMetricSpecification"
    tracking = {"policyType": policy_type, "scalingAdjustment": None, "adjustmentType": None}
    given = {
        **({} if policy_type == "" else tracking),
        f"{configuration}.targetValue": 100,
        f"{metric}.predefinedMetricType": REQUESTS,
    }
    label = "app/web/0123456789abcdef/targetgroup/web/0123456789abcdef"
    return Constraint(
        demand=argument(f"{metric}.resourceLabel").is_present(),
        when=argument(f"{metric}.predefinedMetricType").equals(REQUESTS),
        error=f"Resource label should be specified for predefined metric type {REQUESTS}",
        source=LABEL,
        fix=fix(Set(f"{metric}.resourceLabel", Blank("arnSuffix of the load balancer, /, that of the target group"))),
        invalid={**given, f"{metric}.resourceLabel": None},
        valid={**given, f"{metric}.resourceLabel": label},
    )


RULE = constraints_rule(
    id="scaling-policy-valid",
    service="EC2 Auto Scaling",
    summary="Scaling policies must have what their type and metric need",
    rationale="""
        A policy of the type StepScaling has steps, one of the type SimpleScaling an adjustment, and both say what the
        adjustment means. A policy that follows the requests of a load balancer names it and the target group.
    """,
    since="0.2.0",
    references=(PUT,),
    constraints={
        POLICY: (
            one_of(
                "adjustmentType",
                "ChangeInCapacity",
                "ExactCapacity",
                "PercentChangeInCapacity",
                but_not="ChangeInCapacities",
                error="AdjustmentType: The valid values are ChangeInCapacity, ExactCapacity, and"
                " PercentChangeInCapacity.",
                source=PUT,
            ),
            needs(
                {"policyType": "StepScaling"},
                "stepAdjustments",
                [{"scalingAdjustment": 1, "metricIntervalLowerBound": "0"}],
                blank="one step or more",
                beside={"scalingAdjustment": None},
                error="StepAdjustments: Required if the policy type is StepScaling. (Not used with any other policy"
                " type.)",
                source=PUT,
            ),
            needs(
                {"policyType": "SimpleScaling"},
                "scalingAdjustment",
                1,
                blank="by how much to scale",
                error="ScalingAdjustment: Required if the policy type is SimpleScaling.",
                source=PUT,
            ),
            needs(
                {"policyType": "TargetTrackingScaling"},
                "targetTrackingConfiguration",
                {
                    "targetValue": 50,
                    "predefinedMetricSpecification": {"predefinedMetricType": "ASGAverageCPUUtilization"},
                },
                blank="a metric and its target",
                beside={"scalingAdjustment": None, "adjustmentType": None},
                error="TargetTrackingConfiguration: Required if the policy type is TargetTrackingScaling.",
                source=PUT,
            ),
            needs(
                {"policyType": ("SimpleScaling", "StepScaling")},
                "adjustmentType",
                "ChangeInCapacity",
                blank="ChangeInCapacity, ExactCapacity or PercentChangeInCapacity",
                error="AdjustmentType: Required if the policy type is StepScaling or SimpleScaling.",
                source=PUT,
            ),
            labelled("targetTrackingConfiguration", "TargetTrackingScaling"),
        ),
        APPLICATION_POLICY: (labelled("targetTrackingScalingPolicyConfiguration", ""),),
    },
    base={
        POLICY[0]: {
            "autoscalingGroupName": "web",
            "adjustmentType": "ChangeInCapacity",
            "scalingAdjustment": 1,
            "policyType": "SimpleScaling",
        },
        APPLICATION_POLICY[0]: {
            "resourceId": "service/main/web",
            "scalableDimension": "ecs:service:DesiredCount",
            "serviceNamespace": "ecs",
            "policyType": "TargetTrackingScaling",
        },
    },
)
