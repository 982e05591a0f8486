import pulumi_aws as aws

orders = aws.cloudwatch.EventBus("orders")
aws.cloudwatch.EventRule(
    "nightly", event_bus_name=orders.name, schedule_expression="rate(1 day)"
)  # finds: eventBusName
aws.cloudwatch.EventRule("literal", event_bus_name="orders", schedule_expression="rate(1 day)")  # finds: eventBusName
