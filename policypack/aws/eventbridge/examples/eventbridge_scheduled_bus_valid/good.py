import json

import pulumi_aws as aws

orders = aws.cloudwatch.EventBus("orders")
aws.cloudwatch.EventRule("pattern", event_bus_name=orders.name, event_pattern=json.dumps({"source": ["orders"]}))
aws.cloudwatch.EventRule("nightly", schedule_expression="rate(1 day)")
aws.cloudwatch.EventRule("default", event_bus_name="default", schedule_expression="rate(1 day)")
aws.cloudwatch.EventRule(
    "by-arn",
    schedule_expression="rate(1 day)",
    event_bus_name="arn:aws:events:us-east-1:123456789012:event-bus/default",
)
