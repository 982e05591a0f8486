import pulumi_aws as aws

aws.kinesis.Stream("longest", name="a" * 128, shard_count=1)
aws.kinesis.Stream("all", shard_count=1, shard_level_metrics=["ALL"])
aws.kinesis.Stream("two", shard_count=1, shard_level_metrics=["IncomingBytes", "OutgoingBytes"])
