import pulumi_aws as aws

orders, ordered = aws.sns.Topic("orders"), aws.sns.Topic("ordered", fifo_topic=True)
queue, ordered_queue = aws.sqs.Queue("queue"), aws.sqs.Queue("ordered", fifo_queue=True)
for name, topic, endpoint in (
    ("queue", orders, queue),
    ("ordered-both", ordered, ordered_queue),
    ("ordered-topic", ordered, queue),
):
    aws.sns.TopicSubscription(name, topic=topic.arn, protocol="sqs", endpoint=endpoint.arn)
aws.sns.TopicSubscription(
    "literal",
    topic="arn:aws:sns:us-east-1:123456789012:orders.fifo",
    protocol="sqs",
    endpoint="arn:aws:sqs:us-east-1:123456789012:orders.fifo",
)
aws.sns.TopicSubscription("url", topic=orders.arn, protocol="https", endpoint="https://example.com/orders")
aws.sns.TopicSubscription("address", topic=orders.arn, protocol="email", endpoint="orders@example.com")
aws.sns.TopicSubscription("phone", topic=orders.arn, protocol="sms", endpoint="+34600000000")
aws.sns.TopicSubscription(
    "function",
    topic=orders.arn,
    protocol="lambda",
    endpoint="arn:aws:lambda:us-east-1:123456789012:function:orders-handler",
)
aws.sns.TopicSubscription(
    "stream",
    topic=orders.arn,
    protocol="firehose",
    endpoint="arn:aws:firehose:us-east-1:123456789012:deliverystream/orders",
    subscription_role_arn="arn:aws:iam::123456789012:role/delivery",
)
aws.sns.TopicSubscription(
    "at-home",
    topic="arn:aws:sns:us-east-1:123456789012:orders",
    protocol="sqs",
    endpoint="arn:aws:sqs:eu-west-1:123456789012:orders",
)
