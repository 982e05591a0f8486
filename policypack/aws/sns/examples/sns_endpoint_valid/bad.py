import pulumi_aws as aws

orders = aws.sns.Topic("orders")
ordered = aws.sqs.Queue("ordered", fifo_queue=True)
aws.sns.TopicSubscription(
    "plain-http", topic=orders.arn, protocol="https", endpoint="http://example.com/orders"
)  # finds: endpoint
aws.sns.TopicSubscription(
    "queue-url", topic=orders.arn, protocol="sqs", endpoint="https://sqs.us-east-1.amazonaws.com/123456789012/orders"
)  # finds: endpoint
aws.sns.TopicSubscription(
    "function-name", topic=orders.arn, protocol="lambda", endpoint="orders-handler"
)  # finds: endpoint
aws.sns.TopicSubscription(
    "bucket",
    topic=orders.arn,
    protocol="firehose",
    endpoint="arn:aws:s3:::orders",
    subscription_role_arn="arn:aws:iam::123456789012:role/delivery",
)  # finds: endpoint
aws.sns.TopicSubscription("no-address", topic=orders.arn, protocol="email", endpoint="orders")  # finds: endpoint
aws.sns.TopicSubscription("ordered-queue", topic=orders.arn, protocol="sqs", endpoint=ordered.arn)  # finds: endpoint
in_order = aws.sns.Topic("in-order", fifo_topic=True)
aws.sns.TopicSubscription(
    "to-function",
    topic=in_order.arn,
    protocol="lambda",
    endpoint="arn:aws:lambda:us-east-1:123456789012:function:orders-handler",
)  # finds: protocol
aws.sns.TopicSubscription(
    "abroad",
    topic="arn:aws:sns:eu-west-1:123456789012:orders",
    protocol="sqs",
    endpoint="arn:aws:sqs:us-east-1:123456789012:orders",
)  # finds: topic
