import pulumi_aws as aws

aws.kinesis.Stream("slash", name="orders/created", shard_count=1)  # finds: name
aws.kinesis.Stream(
    "more-than-all", shard_count=1, shard_level_metrics=["ALL", "IncomingBytes"]
)  # finds: shardLevelMetrics
