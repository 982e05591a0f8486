"""cloudwatch-dashboard-valid: CloudWatch dashboards must have a valid body."""

from policypack.aws.cloudwatch import DASHBOARD
from policypack.aws.cloudwatch.dashboards import (
    alarm_error,
    color_error,
    grid_error,
    metric_error,
    property_error,
    shape_error,
    source_error,
)
from policypack.constraint import Blank, Condition, Constraint, Inputs, Json, Set, Witness, argument, fix, form, joined
from policypack.rule import constraints_rule

BODY = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"
PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html"
INVALID = "InvalidParameterInput: The dashboard body is invalid, there are 1 validation errors: "
METRIC = ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "orders"]
DRAWN = {"stat": "Sum", "color": "#1f77b4"}
EXPLORED = {"metricName": "CPUUtilization", "resourceType": "AWS::EC2::Instance", "stat": "Average"}
TEXT = {"type": "text", "properties": {"markdown": "# Orders"}}

body = argument("dashboardBody")


def widget(**properties: object) -> dict[str, object]:
    """A metric widget."""
    return {"type": "metric", "properties": {"region": "us-east-1", **properties}}


def of(*widgets: object) -> Inputs:
    """A dashboard of these widgets."""
    return {"dashboardBody": Json({"widgets": list(widgets)})}


def row(
    demand: Condition, *, invalid: Witness, valid: Witness, message: str, source: str, condition: str
) -> Constraint:
    """A row about the body; ``message`` is CloudWatch's."""
    return Constraint(
        demand=demand,
        when=body.is_given().unsaid(),
        error=message if message.startswith("InvalidParameter") else f"{INVALID}{message}",
        source=source,
        fix=fix(Set("dashboardBody", Blank("the corrected body"))),
        invalid=invalid,
        valid=valid,
        condition=condition,
    )


RULE = constraints_rule(
    id="cloudwatch-dashboard-valid",
    service="CloudWatch",
    summary="CloudWatch dashboards must have a valid body",
    rationale="""
        The body of a dashboard is JSON with a list of widgets. Each metric of a widget is a list itself: namespace and
        name, then names and values of dimensions, all as texts of one list, and last an object with what the metric is
        drawn like. A metric widget also has a region. A body made of values that do not exist yet is checked in the
        update. Types of widgets, and most of their properties, are not checked.
    """,
    since="0.2.0",
    constraints={
        DASHBOARD: (
            form(
                "dashboardName",
                "[A-Za-z0-9_-]{1,255}",
                "up to 255 letters, digits, hyphens and underscores",
                invalid=("orders live", "orders/live", "a" * 256),
                valid=("orders-live_1", "a" * 255),
                correct=joined("A-Za-z0-9_-", 255),
                error='DashboardName: The maximum length is 255, and valid characters are A-Z, a-z, 0-9, "-", and "_".',
                source=PUT,
            ),
            row(
                body.is_json(),
                invalid={"dashboardBody": "widgets: []"},
                valid=of(),
                message="InvalidParameterInput: The field DashboardBody must be a valid JSON object",
                source=PUT,
                condition="dashboardBody is not valid JSON",
            ),
            row(
                body.holds("an object with a list of widgets", shape_error),
                invalid=({"dashboardBody": Json([TEXT])}, {"dashboardBody": Json({"widgets": TEXT})}),
                valid=of(TEXT),
                message='{ "dataPath": "/widgets", "message": "Should be array" }',
                source=BODY,
                condition="dashboardBody is not an object with a list of widgets",
            ),
            row(
                body.holds("made of lists of texts for its metrics", metric_error),
                invalid=(
                    of(widget(metrics=METRIC)),
                    of(widget(metrics=[[*METRIC[:2], {"QueueName": "orders"}]])),
                    of(widget(metrics=[[*METRIC[:2], DRAWN, "QueueName", "orders"]])),
                    of(widget(metrics=[METRIC[:3]])),
                    of(widget(metrics=[[*METRIC[:3], None]])),
                ),
                valid=(
                    of(widget(metrics=[METRIC, [*METRIC, DRAWN], [".", "NumberOfMessagesReceived", ".", "."]])),
                    of(widget(metrics=[METRIC, ["...", "returns"], [{"expression": "m1 * 2", "id": "e1"}]])),
                    of({"type": "explorer", "properties": {"metrics": [EXPLORED]}}),
                ),
                message='{ "dataPath": "/widgets/0/properties/metrics/0", "message": "Should be array" }',
                source="https://github.com/pulumi/pulumi/issues/13059",
                condition="a metric in dashboardBody is not a list of texts",
            ),
            row(
                body.holds("made of metric widgets with metrics and a region, or annotations", source_error),
                invalid=(
                    of({"type": "metric", "properties": {"metrics": [METRIC]}}),
                    of(widget(title="Orders")),
                ),
                valid=of(widget(metrics=[METRIC]), widget(annotations={"alarms": ["arn:aws:cloudwatch:..."]})),
                message='{ "dataPath": "/widgets/0/properties", "message": "The metric widget should have specified a'
                ' region and a data source or an alarm annotation" }',
                source="https://github.com/aws-samples/aws-eda-slurm-cluster/issues/116",
                condition="a metric widget in dashboardBody has no metrics, or no region",
            ),
            row(
                body.holds("made of widgets with a type and what it needs", property_error),
                invalid=(of({"type": "text", "properties": {"text": "# Orders"}}), of({"properties": {}})),
                valid=of(TEXT, {"type": "log", "properties": {"query": "SOURCE 'a'", "region": "us-east-1"}}),
                message='{ "dataPath": "/widgets/0/properties", "message": "Should have required property'
                " 'markdown'\" }",
                source=BODY,
                condition="a text widget in dashboardBody has no markdown, a log widget no query or no region, or a"
                " widget no type",
            ),
            row(
                body.holds("made of metrics whose colors are hexadecimal", color_error),
                invalid=of(widget(metrics=[[*METRIC, {"color": "red"}]])),
                valid=of(widget(metrics=[[*METRIC, {"color": "#ff0000"}]])),
                message='{ "dataPath": "/widgets/0/properties/metrics/0", "message": "Should match pattern" }',
                source="https://github.com/aws/aws-cdk/issues/20024",
                condition="a metric in dashboardBody has a color that is no hexadecimal number",
            ),
            row(
                body.holds("made of alarm widgets with alarms", alarm_error),
                invalid=of({"type": "alarm", "properties": {"title": "Alarms", "alarms": []}}),
                valid=of({"type": "alarm", "properties": {"alarms": ["arn:aws:cloudwatch:us-east-1:1:alarm:a"]}}),
                message='{ "dataPath": "/widgets/0/properties/alarms", "message": "Should NOT have less than 1 items"}',
                source="https://github.com/aws-solutions-library-samples/guidance-for-automating-network-monitoring-and"
                "-alerting-on-aws/issues/7",
                condition="an alarm widget in dashboardBody has no alarms",
            ),
            row(
                body.holds("made of widgets on the grid", grid_error),
                invalid=(of({**TEXT, "width": 25}), of({**TEXT, "x": 24})),
                valid=of({**TEXT, "x": 0, "width": 24, "height": 1}),
                message='{ "dataPath": "/widgets/0/width", "message": "Should be <= 24" }',
                source=BODY,
                condition="a widget in dashboardBody is not on the grid of 24 columns",
            ),
        )
    },
    base={DASHBOARD[0]: {"dashboardName": "orders", "dashboardBody": Json({"widgets": []})}},
)
