"""scaling-policy-valid: Scaling policies must have what their type and metric need."""

from dataclasses import replace

from policypack.aws.common import steps as scaling_steps
from policypack.aws.common.steps import StepFault, steps_of
from policypack.constraint import Constraint, Inputs, argument, distinct, fits, needs, one_of, several
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.conditions import ALWAYS, Argument, Condition, Subject, Words
from policypack.model.facts import Count, all_of, is_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

POLICY = ("aws:autoscaling/policy:Policy",)
APPLICATION_POLICY = ("aws:appautoscaling/policy:Policy",)
PUT = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html"
LABEL = "https://github.com/terraform-aws-modules/terraform-aws-autoscaling/issues/192"
REQUESTS = "ALBRequestCountPerTarget"
PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/policy.go"
STEPPED: Inputs = {"policyType": "StepScaling", "scalingAdjustment": None}
STEPS = [{"scalingAdjustment": 1, "metricIntervalLowerBound": "0"}]
BOUNDS = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StepAdjustment.html"
FAULTS = {
    scaling_steps.WITHOUT_BOUNDS: "Both lower and upper bounds of a StepAdjustment cannot be left unspecified",
    scaling_steps.DOWNWARDS: "LowerBound must be less than the UpperBound for StepAdjustment",
    scaling_steps.TWO_WITHOUT_LOWER: "At most one StepAdjustment may have an unspecified lower bound",
    scaling_steps.TWO_WITHOUT_UPPER: "At most one StepAdjustment may have an unspecified upper bound",
    scaling_steps.OVERLAP: "StepAdjustment intervals cannot overlap",
    scaling_steps.GAP: "StepAdjustment intervals cannot have gaps between them",
    scaling_steps.ENDS_ABOVE: "There must be a StepAdjustment with an unspecified upper bound when one StepAdjustment"
    " has a positive upper bound",
    scaling_steps.ENDS_BELOW: "There must be a StepAdjustment with an unspecified lower bound when one StepAdjustment"
    " has a negative lower bound",
}
TRACKING = "targetTrackingConfiguration"
OF_CPU: Inputs = {"predefinedMetricType": "ASGAverageCPUUtilization"}
TRACKED: Inputs = {"policyType": "TargetTrackingScaling", "scalingAdjustment": None, "adjustmentType": None}
CPU: Inputs = {
    **TRACKED,
    f"{TRACKING}.targetValue": 50,
    f"{TRACKING}.predefinedMetricSpecification": OF_CPU,
}
CUSTOM = f"{TRACKING}.customizedMetricSpecification"
LENGTH: Inputs = {"namespace": "acme", "metricName": "length"}
MEASURED: Inputs = {"id": "length", "metricStat": {"stat": "Sum", "metric": LENGTH}}
HALVED: Inputs = {"id": "half", "expression": "length / 2", "returnData": False}
PREDICTED: Inputs = {"policyType": "PredictiveScaling", "scalingAdjustment": None, "adjustmentType": None}
PREDICTION = "predictiveScalingConfiguration"
FORECAST = f"{PREDICTION}.metricSpecification"
PAIR: Inputs = {**PREDICTED, f"{FORECAST}.targetValue": 50}
FORECAST_OF_CPU: Inputs = {
    f"{FORECAST}.targetValue": 50,
    f"{FORECAST}.predefinedMetricPairSpecification.predefinedMetricType": "ASGCPUUtilization",
}
BY_CPU: Inputs = {**PREDICTED, **FORECAST_OF_CPU}

kind, adjustment, meaning = argument("policyType"), argument("scalingAdjustment"), argument("adjustmentType")
steps, tracking, prediction = argument("stepAdjustments"), argument(TRACKING), argument(PREDICTION)


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


def only_of(path: str, value: Plain, kinds: tuple[str, ...], beside: Inputs, whole: Inputs) -> Constraint:
    """An argument that policies of some types have only; the provider takes 0 for nothing."""
    own, words = argument(path), " and ".join(kinds)
    demand = kind.one_of(*kinds)
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in path)
    return Constraint(
        demand=demand if kinds != ("SimpleScaling",) else demand | kind.is_empty().unsaid(),
        when=own.is_given() & (~own.equals(0)).unsaid(),
        at=path,
        error=f"{name.removesuffix('s') if path == 'stepAdjustments' else name} is only supported for policy type"
        f" {words}",
        source=PROVIDER,
        fix=fix(Remove(path), otherwise=Set("policyType", Blank(words))),
        invalid={**beside, path: value},
        valid=({**whole, path: value}, beside),
    )


def with_fault(fault: StepFault, error: str) -> Constraint:
    """The steps of a policy do not have the fault."""
    return Constraint(
        demand=fits(steps, fault.demand, fault.error_of, lambda policy: steps.of(policy).complete()),
        when=steps.is_given().unsaid(),
        error=f"ValidationError: {error}",
        source=BOUNDS,
        fix=note(fault.demand),
        invalid={**STEPPED, "stepAdjustments": steps_of(fault.bad)},
        valid={**STEPPED, "stepAdjustments": steps_of(fault.good)},
        condition=fault.wrong,
    )


def not_negative(path: str, beside: Inputs) -> Constraint:
    """A capacity is no negative number."""
    return Constraint(
        demand=argument(path).at_least(0),
        when=argument(path).is_given().unsaid(),
        error="ValidationError: The lower range for adjustment is 0 with the specified adjustment type",
        source=PUT,
        fix=fix(Set(path, Blank("the capacity, 0 or more"))),
        invalid={**beside, path: -1},
        valid={**beside, path: 0},
    )


def of_policy(row: Constraint, each: str, given: Condition, beside: Inputs) -> Constraint:
    """The row for each element of a list of a policy that has ``beside``, too."""
    whole = row.inside(each, given=given)
    return replace(
        whole,
        invalid=tuple({**one, **beside} for one in several(whole.invalid)),
        valid=tuple({**one, **beside} for one in several(whole.valid)),
    )


def one_returns(queries: str, beside: Inputs, error: str) -> Constraint:
    """Just one query of a list gives the metric; a query that says nothing of it does."""

    def returning(it: Subject) -> Count:
        return argument(queries).of(it).count(lambda query: is_not(query["returnData"].is_false()))

    first = {"id": "first", "metricStat": {"stat": "Sum", "metric": LENGTH}}
    second = {"id": "second", "metricStat": {"stat": "Sum", "metric": {**LENGTH, "metricName": "age"}}}
    words = f"{queries} must have one element whose returnData is not false"
    return Constraint(
        demand=Condition(
            lambda it: all_of(returning(it).at_least(1), is_not(returning(it).at_least(2))),
            Words(
                f"one element of {queries} returns data",
                f"{queries} has not just one element whose returnData is not false",
                words,
                f"not: {words}",
            ),
            (queries,),
        ),
        when=argument(queries).is_given().unsaid(),
        error=error,
        source=PUT,
        fix=note("returnData is false for each query but the one that is followed"),
        invalid=({**beside, queries: [first, second]}, {**beside, queries: [{**first, "returnData": False}]}),
        valid={**beside, queries: [first, {**second, "returnData": False}]},
    )


def forecast(part: str) -> Argument:
    return argument(f"{FORECAST}.{part}Specification")


def queried(part: str) -> tuple[Constraint, ...]:
    """The queries of a metric of a forecast."""
    queries = f"{FORECAST}.customized{part}MetricSpecification.metricDataQueries"
    load = {f"{FORECAST}.customizedLoadMetricSpecification.metricDataQueries": [MEASURED]}
    scaling = {f"{FORECAST}.customizedScalingMetricSpecification.metricDataQueries": [MEASURED]}
    beside = {**PAIR, **load, **scaling}
    return (
        one_returns(
            queries,
            beside,
            "ValidationError: Any expressions used must create exactly one time series",
        ),
        distinct(
            queries,
            "id",
            items=(MEASURED, HALVED),
            again={**HALVED, "id": "length"},
            beside=beside,
            error="ValidationError: The MetricDataQuery object has a problem or incorrect syntax",
            source=PUT,
        ),
    )


def labelled_forecast(part: str, metric: str) -> Constraint:
    """A metric of a load balancer names it."""
    path = f"{FORECAST}.{part}Specification"
    label = "app/web/0123456789abcdef/targetgroup/web/0123456789abcdef"
    others = {
        "predefinedLoadMetric": "ASGTotalCPUUtilization",
        "predefinedScalingMetric": "ASGAverageCPUUtilization",
    }
    beside = {
        **PAIR,
        **(
            {}
            if part == "predefinedMetricPair"
            else {
                f"{FORECAST}.{other}Specification.predefinedMetricType": type_
                for other, type_ in others.items()
                if other != part
            }
        ),
        f"{path}.predefinedMetricType": metric,
    }
    return Constraint(
        demand=argument(f"{path}.resourceLabel").is_present(),
        when=argument(f"{path}.predefinedMetricType").starts_with("ALB"),
        error="ValidationError: A resource label is required",
        source=PUT,
        fix=fix(Set(f"{path}.resourceLabel", Blank("arnSuffix of the load balancer, /, that of the target group"))),
        invalid=beside,
        valid={**beside, f"{path}.resourceLabel": label},
    )


has_pair = forecast("predefinedMetricPair").is_given()
has_load = forecast("predefinedLoadMetric").is_given() | forecast("customizedLoadMetric").is_given()
has_scaling = forecast("predefinedScalingMetric").is_given() | forecast("customizedScalingMetric").is_given()

RULE = constraints_rule(
    id="scaling-policy-valid",
    service="EC2 Auto Scaling",
    summary="Scaling policies must have what their type and metric need",
    rationale="""
        A policy of the type StepScaling has steps, one of the type SimpleScaling an adjustment, and both say what the
        adjustment means. A policy without a type is one of the type SimpleScaling. Steps are intervals without an
        overlap or a gap, and the outer ones have no end. A policy that follows the requests of a load balancer names it
        and the target group.
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
            Constraint(
                demand=adjustment.is_present(),
                when=(kind.is_empty() & steps.is_empty() & tracking.is_empty() & prediction.is_empty()).called(
                    "policyType is SimpleScaling, the default", "policyType must be SimpleScaling"
                ),
                at="scalingAdjustment",
                error="scaling_adjustment is required for policy type SimpleScaling",
                source=PROVIDER,
                fix=fix(Set("scalingAdjustment", Blank("by how much to scale"))),
                invalid={"policyType": None, "scalingAdjustment": None},
                valid={"policyType": None},
            ),
            only_of("cooldown", 300, ("SimpleScaling",), {**STEPPED, "stepAdjustments": STEPS}, {}),
            only_of(
                "estimatedInstanceWarmup",
                300,
                ("StepScaling", "TargetTrackingScaling"),
                {},
                {**STEPPED, "stepAdjustments": STEPS},
            ),
            only_of("scalingAdjustment", 1, ("SimpleScaling",), CPU, {}),
            only_of("stepAdjustments", STEPS, ("StepScaling",), CPU, STEPPED),
            only_of(
                TRACKING,
                {"targetValue": 50, "predefinedMetricSpecification": OF_CPU},
                ("TargetTrackingScaling",),
                {**STEPPED, "stepAdjustments": STEPS},
                TRACKED,
            ),
            needs(
                {"policyType": "PredictiveScaling"},
                PREDICTION,
                {
                    "metricSpecification": {
                        "targetValue": 50,
                        "predefinedMetricPairSpecification": {"predefinedMetricType": "ASGCPUUtilization"},
                    }
                },
                blank="a metric and its target",
                beside=PREDICTED,
                error="ValidationError: You must specify PredictiveScalingConfiguration",
                source=PUT,
            ),
            Constraint(
                demand=prediction.is_empty(),
                when=kind.equals("TargetTrackingScaling"),
                error="ValidationError: PredictiveScalingConfiguration are not supported for a TargetTracking policy",
                source=PUT,
                fix=fix(Remove(PREDICTION)),
                invalid={**CPU, **FORECAST_OF_CPU},
                valid=CPU,
            ),
            not_negative("scalingAdjustment", {"adjustmentType": "ExactCapacity"}).also_when(
                meaning.equals("ExactCapacity")
            ),
            of_policy(
                not_negative("scalingAdjustment", {"metricIntervalLowerBound": "0"}),
                "stepAdjustments[]",
                meaning.equals("ExactCapacity"),
                {**STEPPED, "adjustmentType": "ExactCapacity"},
            ),
            Constraint(
                demand=meaning.equals("PercentChangeInCapacity"),
                when=(kind.is_empty() | kind.one_of("SimpleScaling", "StepScaling")).unsaid()
                & argument("minAdjustmentMagnitude").is_given()
                & (~argument("minAdjustmentMagnitude").equals(0)).unsaid()
                & meaning.is_given().unsaid(),
                at="minAdjustmentMagnitude",
                error="ValidationError: MinAdjustmentMagnitude is not supported by the specified adjustment type",
                source=PUT,
                fix=fix(Remove("minAdjustmentMagnitude"), otherwise=Set("adjustmentType", "PercentChangeInCapacity")),
                invalid={"minAdjustmentMagnitude": 2},
                valid={"minAdjustmentMagnitude": 2, "adjustmentType": "PercentChangeInCapacity"},
            ),
            *(with_fault(fault, error) for fault, error in FAULTS.items()),
            Constraint(
                demand=argument(f"{TRACKING}.targetValue").is_number("above 0", lambda number: number > 0),
                when=argument(f"{TRACKING}.targetValue").is_given().unsaid(),
                error="ValidationError: Target value must be between 8.51592E-12 and 1.174271E17",
                source=PUT,
                fix=fix(Set(f"{TRACKING}.targetValue", Blank("a number above 0"))),
                invalid={**CPU, f"{TRACKING}.targetValue": 0},
                valid=CPU,
            ),
            Constraint(
                demand=argument(f"{TRACKING}.predefinedMetricSpecification").is_given()
                | argument(CUSTOM).is_given().unsaid(),
                when=tracking.is_given().unsaid(),
                error="ValidationError: You should provide either a CustomizedMetricSpecification or a"
                " PredefinedMetricSpecification",
                source=PUT,
                fix=fix(
                    Set(
                        f"{TRACKING}.predefinedMetricSpecification",
                        {"predefinedMetricType": Blank("a metric, such as ASGAverageCPUUtilization")},
                    )
                ),
                invalid={**CPU, f"{TRACKING}.predefinedMetricSpecification": None},
                valid=CPU,
            ),
            Constraint(
                demand=argument(f"{TRACKING}.predefinedMetricSpecification.resourceLabel").is_empty(),
                when=argument(f"{TRACKING}.predefinedMetricSpecification.predefinedMetricType").is_given().unsaid()
                & ~argument(f"{TRACKING}.predefinedMetricSpecification.predefinedMetricType").equals(REQUESTS),
                error="ValidationError: Resource label should not be specified for predefined metric type"
                " ASGAverageCPUUtilization",
                source=PUT,
                fix=fix(Remove(f"{TRACKING}.predefinedMetricSpecification.resourceLabel")),
                invalid={**CPU, f"{TRACKING}.predefinedMetricSpecification.resourceLabel": "app/web/0123456789abcdef"},
                valid=CPU,
            ),
            Constraint(
                demand=argument(f"{CUSTOM}.period").at_most(60),
                when=argument(f"{CUSTOM}.period").is_given().unsaid(),
                error="ValidationError: A metric period greater than 60 isn't supported",
                source=PUT,
                fix=fix(Set(f"{CUSTOM}.period", Blank("10, 30 or 60"))),
                invalid={
                    **TRACKED,
                    f"{TRACKING}.targetValue": 9,
                    CUSTOM: {**LENGTH, "statistic": "Sum", "period": 300},
                },
                valid={**TRACKED, f"{TRACKING}.targetValue": 9, CUSTOM: {**LENGTH, "statistic": "Sum", "period": 60}},
            ),
            one_returns(
                f"{CUSTOM}.metrics",
                {**TRACKED, f"{TRACKING}.targetValue": 9},
                "ValidationError: Exactly one element of the metrics list should return data",
            ),
            of_policy(
                Constraint(
                    demand=argument("metricStat").is_empty(),
                    when=argument("expression").is_given(),
                    error="ValidationError: The parameters MetricDataQuery Expression and MetricStat are mutually"
                    " exclusive and you have specified both",
                    source=PUT,
                    fix=fix(Remove("metricStat"), otherwise=Remove("expression")),
                    invalid={**MEASURED, "expression": "1"},
                    valid=({"id": "half", "expression": "length / 2"}, MEASURED),
                ),
                f"{CUSTOM}.metrics[]",
                ALWAYS,
                TRACKED,
            ),
            needs(
                {f"{PREDICTION}.maxCapacityBreachBehavior": "IncreaseMaxCapacity"},
                f"{PREDICTION}.maxCapacityBuffer",
                "10",
                blank="by how many percent a forecast may exceed the largest size",
                beside=BY_CPU,
                error="ValidationError: You must specify max capacity buffer when using IncreaseMaxCapacity",
                source=PUT,
            ),
            Constraint(
                demand=argument(f"{PREDICTION}.maxCapacityBreachBehavior").equals("IncreaseMaxCapacity"),
                when=argument(f"{PREDICTION}.maxCapacityBuffer").is_given(),
                at=f"{PREDICTION}.maxCapacityBuffer",
                error="ValidationError: You must not specify max capacity buffer when using HonorMaxCapacity",
                source=PUT,
                fix=fix(
                    Remove(f"{PREDICTION}.maxCapacityBuffer"),
                    otherwise=Set(f"{PREDICTION}.maxCapacityBreachBehavior", "IncreaseMaxCapacity"),
                ),
                invalid={**BY_CPU, f"{PREDICTION}.maxCapacityBuffer": "10"},
                valid={
                    **BY_CPU,
                    f"{PREDICTION}.maxCapacityBuffer": "10",
                    f"{PREDICTION}.maxCapacityBreachBehavior": "IncreaseMaxCapacity",
                },
            ),
            labelled_forecast("predefinedMetricPair", "ALBRequestCount"),
            labelled_forecast("predefinedLoadMetric", "ALBTargetGroupRequestCount"),
            labelled_forecast("predefinedScalingMetric", "ALBRequestCountPerTarget"),
            Constraint(
                demand=((has_pair & ~has_load & ~has_scaling) | (~has_pair & has_load & has_scaling)).called(
                    "a forecast has a metric pair, or a load metric and a scaling metric",
                    "a forecast must have either a metric pair, or a load metric and a scaling metric",
                ),
                when=argument(FORECAST).is_given().unsaid(),
                at=FORECAST,
                error="ValidationError: A policy must have either one scaling metric and one load metric or one metric"
                " pair",
                source=PUT,
                fix=note("predefinedMetricPairSpecification, or a load and a scaling metric specification"),
                invalid=(
                    PAIR,
                    {
                        **BY_CPU,
                        f"{FORECAST}.predefinedLoadMetricSpecification.predefinedMetricType": "ASGTotalCPUUtilization",
                    },
                ),
                valid=(
                    BY_CPU,
                    {
                        **PAIR,
                        f"{FORECAST}.predefinedLoadMetricSpecification.predefinedMetricType": "ASGTotalCPUUtilization",
                        f"{FORECAST}.predefinedScalingMetricSpecification.predefinedMetricType": (
                            "ASGAverageCPUUtilization"
                        ),
                    },
                ),
                condition="a forecast has neither a metric pair nor a load and a scaling metric, or both",
            ),
            *(row for part in ("Load", "Scaling", "Capacity") for row in queried(part)),
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
