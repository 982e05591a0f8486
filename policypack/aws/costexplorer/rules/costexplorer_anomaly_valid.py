"""costexplorer-anomaly-valid: Monitors of costs must say what they watch, and subscriptions from what on they tell."""

from policypack.aws.costexplorer import ANOMALY_MONITOR, ANOMALY_SUBSCRIPTION
from policypack.constraint import Constraint, Inputs, Json, argument, needs
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference"
MONITOR, SUBSCRIPTION = f"{API}/API_AnomalyMonitor.html", f"{API}/API_AnomalySubscription.html"
MAIL: Inputs = {"type": "EMAIL", "address": "costs@example.com"}
TOPIC: Inputs = {"type": "SNS", "address": "arn:aws:sns:us-east-1:123456789012:costs"}
LARGE: Inputs = {
    "dimension": {
        "key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        "matchOptions": ["GREATER_THAN_OR_EQUAL"],
        "values": ["100"],
    }
}

frequency, threshold = argument("frequency"), argument("thresholdExpression")
subscriber = argument("type")

RULE = constraints_rule(
    id="costexplorer-anomaly-valid",
    service="Cost Explorer",
    summary="Monitors and subscriptions of cost anomalies must say what they are for",
    rationale="""
        A monitor watches a dimension, or what its specification selects. A subscription has a threshold. It tells a
        topic at once, and mail addresses once a day or once a week.
    """,
    since="0.2.0",
    references=(MONITOR, SUBSCRIPTION),
    constraints={
        ANOMALY_SUBSCRIPTION: (
            Constraint(
                demand=threshold.is_present(),
                error="ValidationException: Threshold and ThresholdExpression cannot both be null",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/36853",
                fix=fix(Set("thresholdExpression", Blank("from which impact a subscriber is told"))),
                invalid={"thresholdExpression": None},
                valid={"thresholdExpression": LARGE},
            ),
            Constraint(
                demand=subscriber.equals("EMAIL"),
                given=frequency.one_of("DAILY", "WEEKLY"),
                each="subscribers[]",
                error="ValidationException: Daily or weekly frequencies only support Email subscriptions",
                source=SUBSCRIPTION,
                fix=fix(Set("type", "EMAIL"), note="with a mail address, or frequency IMMEDIATE"),
                invalid={"frequency": "DAILY", "subscribers": [TOPIC]},
                valid=(
                    {"frequency": "DAILY", "subscribers": [MAIL]},
                    {"frequency": "IMMEDIATE", "subscribers": [TOPIC]},
                ),
                condition="a subscriber of a daily or weekly subscription is a topic",
            ),
            Constraint(
                demand=subscriber.equals("SNS"),
                given=frequency.equals("IMMEDIATE"),
                each="subscribers[]",
                error="ValidationException: Immediate frequencies only support SNS subscriptions",
                source=SUBSCRIPTION,
                fix=fix(Set("type", "SNS"), note="with the ARN of a topic, or frequency DAILY"),
                invalid={"frequency": "IMMEDIATE", "subscribers": [MAIL]},
                valid=(
                    {"frequency": "IMMEDIATE", "subscribers": [TOPIC]},
                    {"frequency": "WEEKLY", "subscribers": [MAIL]},
                ),
                condition="a subscriber of a subscription that tells at once is a mail address",
            ),
        ),
        ANOMALY_MONITOR: (
            needs(
                {"monitorType": "DIMENSIONAL"},
                "monitorDimension",
                "SERVICE",
                blank="SERVICE",
                error="ValidationException: MonitorDimension is required for a monitor of the type DIMENSIONAL",
                source=MONITOR,
            ),
            needs(
                {"monitorType": "CUSTOM"},
                "monitorSpecification",
                Json({"Tags": {"Key": "team", "Values": ["orders"]}}),
                blank="the JSON of an expression",
                beside={"monitorDimension": None},
                error="ValidationException: MonitorSpecification is required for a monitor of the type CUSTOM",
                source=MONITOR,
            ),
        ),
    },
    base={
        ANOMALY_SUBSCRIPTION[0]: {
            "name": "costs",
            "frequency": "DAILY",
            "monitorArnLists": ["arn:aws:ce::123456789012:anomalymonitor/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"],
            "subscribers": [MAIL],
            "thresholdExpression": LARGE,
        },
        ANOMALY_MONITOR[0]: {"name": "costs", "monitorType": "DIMENSIONAL", "monitorDimension": "SERVICE"},
    },
)
