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
failed = "arn:aws:sqs:us-east-1:123456789012:failed"
broker = "arn:aws:mq:us-east-1:123456789012:broker:orders:b-0a1b2c3d"
access = [{"type": "BASIC_AUTH", "uri": "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-0a1b2c"}]
reports = ["ReportBatchItemFailures"]
mapping("reporting", broker, queues="orders", source_access_configurations=access, function_response_types=reports)
mapping("broker-from-latest", broker, queues="orders", source_access_configurations=access, starting_position="LATEST")
mapping("bisecting", orders.arn, bisect_batch_on_function_error=True)
mapping("retrying", orders.arn, maximum_retry_attempts=3)
mapping("aging", orders.arn, maximum_record_age_in_seconds=600)
mapping("sending-failures", orders.arn, destination_config={"on_failure": {"destination_arn": failed}})
mapping("parallel", orders.arn, parallelization_factor=2)
mapping("tumbling", orders.arn, tumbling_window_in_seconds=30)
mapping("scaling", stream.arn, starting_position="LATEST", scaling_config={"maximum_concurrency": 2})
table = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-01T00:00:00.000"
mapping("table-at-time", table, starting_position="AT_TIMESTAMP", starting_position_timestamp="2026-11-01T00:00:00Z")
mapping("no-topic", "arn:aws:kafka:us-east-1:123456789012:cluster/orders/0a1b2c3d", starting_position="LATEST")
mapping("no-access", "arn:aws:mq:us-east-1:123456789012:broker:orders:b-0a1b2c3d", queues="orders")

# finds reporting: functionResponseTypes
# finds broker-from-latest: startingPosition
# finds bisecting: bisectBatchOnFunctionError
# finds retrying: maximumRetryAttempts
# finds aging: maximumRecordAgeInSeconds
# finds sending-failures: destinationConfig
# finds parallel: parallelizationFactor
# finds tumbling: tumblingWindowInSeconds
# finds scaling: scalingConfig
# finds table-at-time: startingPosition
# finds no-topic: topics
# finds no-access: sourceAccessConfigurations
# finds no-window: maximumBatchingWindowInSeconds
# finds fifo-eleven: batchSize
# finds fifo-window: maximumBatchingWindowInSeconds
# finds impatient: eventSourceArn
# finds from-latest: startingPosition
# finds nowhere: startingPosition
