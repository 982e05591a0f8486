import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.EventRule(
    "nightly", event_bus_name=old.outputs["Bus"], schedule_expression="rate(1 day)"
)  # undetermined: eventBusName
