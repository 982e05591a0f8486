"""appautoscaling-policy-valid: Targets and policies of Application Auto Scaling must fit their service."""

from collections.abc import Iterator

from policypack.aws.appautoscaling import METRIC as KIND
from policypack.aws.appautoscaling import (
    POLICY,
    RESOURCES,
    TARGET,
    metric_error,
    policies_of_metric,
)
from policypack.aws.common import steps as scaling_steps
from policypack.aws.common.steps import StepFault, steps_of
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, is_not, require, together
from policypack.constraint import Constraint, Inputs, Table, argument, fits, ordered
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/autoscaling/application/APIReference"
REGISTER, PUT = f"{API}/API_RegisterScalableTarget.html", f"{API}/API_PutScalingPolicy.html"
METRIC = f"{API}/API_PredefinedMetricSpecification.html"
TRACKING = "targetTrackingScalingPolicyConfiguration"
STEPS = "stepScalingPolicyConfiguration"
SERVICE: Inputs = {
    "resourceId": "service/main/web",
    "scalableDimension": "ecs:service:DesiredCount",
    "serviceNamespace": "ecs",
}
OTHER: Inputs = {**SERVICE, "resourceId": "service/main/shop"}
STEPPED: Inputs = {"policyType": "StepScaling", TRACKING: None, f"{STEPS}.adjustmentType": "ChangeInCapacity"}
BOUNDS = f"{API}/API_StepAdjustment.html"
OVERLAPS = "The ranges of your step adjustments can't overlap or have a gap."
FAULTS = {
    scaling_steps.ENDS_ABOVE: (
        "ValidationException: There must be a step adjustment with an unspecified upper bound when one step adjustment"
        " has a positive upper bound",
        "https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/31",
    ),
    scaling_steps.ENDS_BELOW: (
        "If one step adjustment has a negative lower bound, then there must be a step adjustment with a null lower"
        " bound.",
        BOUNDS,
    ),
    scaling_steps.WITHOUT_BOUNDS: ("The upper and lower bound can't be null in the same step adjustment.", BOUNDS),
    scaling_steps.TWO_WITHOUT_LOWER: ("Only one step adjustment can have a null lower bound.", BOUNDS),
    scaling_steps.TWO_WITHOUT_UPPER: ("Only one step adjustment can have a null upper bound.", BOUNDS),
    scaling_steps.OVERLAP: (OVERLAPS, BOUNDS),
    scaling_steps.GAP: (OVERLAPS, BOUNDS),
}

resource, namespace, kind = argument("resourceId"), argument("serviceNamespace"), argument(KIND)
policy_type, tracking = argument("policyType"), argument(TRACKING)
is_stepped = (policy_type.is_empty() | policy_type.equals("StepScaling")).called(
    "policyType is StepScaling, its default", "policyType must be StepScaling"
)
steps = argument(f"{STEPS}.stepAdjustments")
of_service = tuple(
    Constraint(
        demand=resource.starts_with(*prefixes),
        when=namespace.equals(service) & resource.is_given().unsaid(),
        error="ValidationException: Unsupported service namespace, resource type or scalable dimension",
        source="https://github.com/pulumi/pulumi-policy-aws/issues/11",
        fix=fix(Set("resourceId", Blank(f"a resource that starts with {prefixes[0]}"))),
        invalid={"serviceNamespace": service, "resourceId": "orders"},
        valid={"serviceNamespace": service, "resourceId": f"{prefixes[0]}main/web"},
    )
    for service, prefixes in RESOURCES.items()
)


def with_fault(fault: StepFault, error: str, source: str) -> Constraint:
    """The steps of a policy do not have the fault."""
    return Constraint(
        demand=fits(steps, fault.demand, fault.error_of, lambda policy: steps.of(policy).complete()),
        when=steps.is_given().unsaid(),
        error=error,
        source=source,
        fix=note(fault.demand),
        invalid={**OTHER, **STEPPED, steps.path: steps_of(fault.bad)},
        valid={**OTHER, **STEPPED, steps.path: steps_of(fault.good)},
        condition=fault.wrong,
    )


TABLE = Table(
    "Application Auto Scaling",
    {
        TARGET: (
            *of_service,
            ordered(
                "minCapacity",
                "maxCapacity",
                low=1,
                high=3,
                error="ValidationException: Maximum capacity cannot be less than minimum capacity",
                source=REGISTER,
            ),
        ),
        POLICY: (
            Constraint(
                demand=fits(kind, "a metric of the service", metric_error, kind.of, namespace.of),
                when=kind.is_given().unsaid(),
                error="ValidationException: The given service namespace does not support this predefined metric type.",
                source=METRIC,
                fix=fix(Set(KIND, Blank("a metric of the service, such as ECSServiceAverageCPUUtilization"))),
                invalid={**OTHER, f"{TRACKING}.targetValue": 60, KIND: "DynamoDBReadCapacityUtilization"},
                valid={**OTHER, f"{TRACKING}.targetValue": 60, KIND: "ECSServiceAverageCPUUtilization"},
            ),
            *(with_fault(fault, error, source) for fault, (error, source) in FAULTS.items()),
            Constraint(
                demand=policy_type.equals("TargetTrackingScaling"),
                when=tracking.is_given(),
                error="ValidationException: PolicyType: a policy with a TargetTrackingScalingPolicyConfiguration is of"
                " type TargetTrackingScaling.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/3520",
                fix=fix(Set(policy_type.path, "TargetTrackingScaling")),
                invalid=({"policyType": None}, {"policyType": "StepScaling"}),
                valid={},
            ),
            Constraint(
                demand=tracking.is_present(),
                when=policy_type.equals("TargetTrackingScaling"),
                error="TargetTrackingScalingPolicyConfiguration: This parameter is required if you are creating a"
                " policy and the policy type is TargetTrackingScaling.",
                source=PUT,
                fix=fix(Set(TRACKING, {"targetValue": Blank("the value to keep")}), note="beside its metric"),
                invalid={TRACKING: None},
                valid={},
            ),
            Constraint(
                demand=argument(STEPS).is_present(),
                when=is_stepped
                & (tracking.is_empty() & argument("predictiveScalingPolicyConfiguration").is_empty()).unsaid(),
                error="StepScalingPolicyConfiguration: This parameter is required if you are creating a policy and the"
                " policy type is StepScaling.",
                source=PUT,
                fix=note("the steps of the policy, in stepScalingPolicyConfiguration"),
                invalid=({TRACKING: None, "policyType": "StepScaling"}, {TRACKING: None, "policyType": None}),
                valid={**STEPPED, steps.path: steps_of(scaling_steps.GAP.good)},
            ),
        ),
    },
    base={
        TARGET[0]: {**SERVICE, "minCapacity": 1, "maxCapacity": 4},
        POLICY[0]: {
            **OTHER,
            "policyType": "TargetTrackingScaling",
            f"{TRACKING}.targetValue": 60,
            KIND: "ECSServiceAverageCPUUtilization",
        },
    },
)
SAME_METRIC = Rejection(
    service="Application Auto Scaling",
    condition="Two policies of a target follow the same predefined metric",
    error="ValidationException: Only one TargetTrackingScaling policy for a given metric specification is allowed.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/41179",
    invalid="cpu-again",
    valid="memory",
)


def check(policy: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No policy whose name comes first follows the same metric of the same target."""
    if policy.type not in POLICY:
        return
    metric = policy.at(KIND)
    targets = context.stack.referred(policy, "resourceId", TARGET, ("resourceId",))
    yield require(
        is_not(targets.any(lambda target: has_earlier(target, policy, context))),
        when=metric.is_set(),
        at="targetTrackingScalingPolicyConfiguration",
        problem=f"predefinedMetricType is {metric}, which another policy of the target follows.",
        fix=fix(Remove("")),
        rejects=SAME_METRIC,
    )


def has_earlier(target: Resource, policy: Resource, context: StackContext[None]) -> Fact:
    """The first of the target's policies that follow the metric is another one, of the same dimension."""
    first, *_ = [*policies_of_metric(context.stack, target, policy.at(KIND)), (policy, FALSE)]
    other, fact = first
    if other.urn == policy.urn:
        return FALSE
    return all_of(
        fact,
        together(lambda one, two: one is not None and one == two, policy.at(KIND), other.at(KIND)),
        together(lambda one, two: one == two, policy["scalableDimension"], other["scalableDimension"]),
    )


RULE = StackRule(
    id="appautoscaling-policy-valid",
    summary="Targets and policies of Application Auto Scaling must fit their service",
    rationale="""
        The resource of a target is written as its service writes it, `service/CLUSTER/SERVICE` or `table/NAME`. A
        policy follows a metric of that service, and a target has one policy of each. Steps have no end: the last one
        has no upper bound. Services and metrics that the table does not have are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*TARGET, *POLICY),
    references=(REGISTER, PUT),
    rejections=(*TABLE.rejections, SAME_METRIC),
    table=TABLE,
    check=check,
)
