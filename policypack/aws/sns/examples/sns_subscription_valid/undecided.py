import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sns.TopicSubscription(
    "orders",
    topic="arn:aws:sns:us-east-1:123456789012:orders",
    protocol="sqs",
    endpoint="arn:aws:sqs:us-east-1:123456789012:orders",
    filter_policy=old.outputs["Filter"],
)  # undetermined: filterPolicy
