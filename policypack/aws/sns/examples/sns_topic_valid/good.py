import json

import pulumi_aws as aws

aws.sns.Topic("plain")
aws.sns.Topic("longest", name="a" * 256, display_name="a" * 100)
aws.sns.Topic(
    "ordered",
    fifo_topic=True,
    content_based_deduplication=True,
    archive_policy=json.dumps({"MessageRetentionPeriod": 30}),
    fifo_throughput_scope="Topic",
)
aws.sns.Topic("prefixed", name_prefix="orders-", content_based_deduplication=False)
