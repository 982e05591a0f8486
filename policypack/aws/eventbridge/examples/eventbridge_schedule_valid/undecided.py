import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.scheduler.Schedule(
    "nightly",
    schedule_expression=old.outputs["Schedule"],
    flexible_time_window={"mode": "OFF"},
    target={"arn": "arn:aws:sqs:us-east-1:123456789012:orders", "role_arn": "arn:aws:iam::123456789012:role/scheduler"},
)  # undetermined: scheduleExpression
