import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
slow = aws.lambda_.Function(
    "slow", role=role, runtime="python3.13", handler="main.handler", code=pulumi.FileArchive("."), timeout=120
)
quick = aws.lambda_.Function(
    "quick", role=role, runtime="python3.13", handler="main.handler", code=pulumi.FileArchive(".")
)
plain = aws.sqs.Queue("plain")
hiding = aws.sqs.Queue("hiding", visibility_timeout_seconds=120)
ordered = aws.sqs.Queue("ordered", fifo_queue=True)
stream = aws.kinesis.Stream("clicks", shard_count=1)


def mapping(name, source, function, **more):
    aws.lambda_.EventSourceMapping(name, event_source_arn=source, function_name=function, **more)


mapping("plain", plain.arn, quick.name)
mapping("patient", hiding.arn, slow.arn)
mapping("ten", plain.arn, quick.arn, batch_size=10)
mapping("window", plain.arn, quick.arn, batch_size=10000, maximum_batching_window_in_seconds=1)
mapping("fifo-ten", ordered.arn, quick.arn, batch_size=10)
mapping("stream", stream.arn, slow.arn, batch_size=1000, starting_position="LATEST")
mapping(
    "tuned",
    stream.arn,
    slow.arn,
    starting_position="AT_TIMESTAMP",
    starting_position_timestamp="2026-11-01T00:00:00Z",
    bisect_batch_on_function_error=True,
    maximum_retry_attempts=3,
    maximum_record_age_in_seconds=600,
    parallelization_factor=2,
    tumbling_window_in_seconds=30,
    destination_config={"on_failure": {"destination_arn": "arn:aws:sqs:us-east-1:123456789012:failed"}},
)
mapping("scaled", plain.arn, quick.arn, scaling_config={"maximum_concurrency": 2})
cluster = "arn:aws:kafka:us-east-1:123456789012:cluster/orders/0a1b2c3d"
mapping("topic", cluster, quick.arn, starting_position="LATEST", topics=["orders"])
mapping(
    "broker",
    "arn:aws:mq:us-east-1:123456789012:broker:orders:b-0a1b2c3d",
    quick.arn,
    queues="orders",
    source_access_configurations=[
        {"type": "BASIC_AUTH", "uri": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-0a1b2c"}
    ],
)
