import pulumi_aws as aws

ROLE = "arn:aws:iam::123456789012:role/pipes"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"
events = aws.sns.Topic("events", name="events.fifo", fifo_topic=True)
orders = aws.kinesis.Stream("orders")
aws.pipes.Pipe("to-fifo", role_arn=ROLE, source=QUEUE, target=events.arn)  # finds: target
aws.pipes.Pipe(
    "to-old-fifo", role_arn=ROLE, source=QUEUE, target="arn:aws:sns:us-east-1:123456789012:old.fifo"
)  # finds: target
aws.pipes.Pipe("from-stream", role_arn=ROLE, source=orders.arn, target=QUEUE)  # finds: sourceParameters
kafka = aws.msk.ServerlessCluster(
    "orders",
    cluster_name="orders",
    client_authentication={"sasl": {"iam": {"enabled": True}}},
    vpc_configs=[{"subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]}],
)
aws.pipes.Pipe("from-kafka", role_arn=ROLE, source=kafka.arn, target=QUEUE)  # finds: sourceParameters
