import pulumi_aws as aws

ROLE = "arn:aws:iam::123456789012:role/pipes"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"
events, orders = aws.sns.Topic("events"), aws.kinesis.Stream("orders", shard_count=1)
table = aws.dynamodb.Table(
    "orders",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    stream_enabled=True,
    stream_view_type="NEW_IMAGE",
)
aws.pipes.Pipe("to-topic", role_arn=ROLE, source=QUEUE, target=events.arn)
aws.pipes.Pipe(
    "from-start",
    role_arn=ROLE,
    source=orders.arn,
    source_parameters={"kinesis_stream_parameters": {"starting_position": "TRIM_HORIZON"}},
    target="arn:aws:sqs:us-east-1:123456789012:orders.fifo",
)
aws.pipes.Pipe(
    "from-table",
    role_arn=ROLE,
    source=table.stream_arn,
    source_parameters={"dynamodb_stream_parameters": {"starting_position": "LATEST"}},
    target=QUEUE,
)
aws.pipes.Pipe(
    "from-kafka",
    role_arn=ROLE,
    source="arn:aws:kafka:us-east-1:123456789012:cluster/orders/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-1",
    source_parameters={"managed_streaming_kafka_parameters": {"topic_name": "orders"}},
    target=QUEUE,
)
