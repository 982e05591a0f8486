import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.sns.Topic("orders")
aws.sns.TopicSubscription("orders", topic=orders.arn, protocol="sqs", endpoint=old.outputs["Queue"])

# undetermined orders: endpoint
