import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.EventRule("nightly", schedule_expression=old.outputs["Schedule"])  # undetermined: scheduleExpression
