import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sns.Topic("events", fifo_topic=True)
aws.pipes.Pipe(
    "copied",
    role_arn="arn:aws:iam::123456789012:role/pipes",
    source="arn:aws:sqs:us-east-1:123456789012:orders",
    target=old.outputs["Target"],
)  # undetermined: target
