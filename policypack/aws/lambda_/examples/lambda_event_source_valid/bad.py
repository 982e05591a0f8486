import pulumi
import pulumi_aws as aws

slow = aws.lambda_.Function(
    "slow",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    timeout=120,
)
orders = aws.sqs.Queue("orders")
ordered = "arn:aws:sqs:us-east-1:123456789012:orders.fifo"
stream = aws.kinesis.Stream("clicks", shard_count=1)


def mapping(name, source, function="orders", **more):
    aws.lambda_.EventSourceMapping(name, event_source_arn=source, function_name=function, **more)


mapping("no-window", orders.arn, batch_size=11)
mapping("fifo-eleven", ordered, batch_size=11)
mapping("fifo-window", ordered, maximum_batching_window_in_seconds=1)
mapping("impatient", orders.arn, slow.arn)
mapping("nowhere", stream.arn)
mapping("from-latest", ordered, starting_position="LATEST")

# finds no-window: maximumBatchingWindowInSeconds
# finds fifo-eleven: batchSize
# finds fifo-window: maximumBatchingWindowInSeconds
# finds impatient: eventSourceArn
# finds from-latest: startingPosition
# finds nowhere: startingPosition
