import pulumi_aws as aws

aws.sqs.Queue("plain")
aws.sqs.Queue("longest", name="a" * 80)
aws.sqs.Queue("longest-fifo", name="a" * 75 + ".fifo", fifo_queue=True)
aws.sqs.Queue(
    "ordered",
    fifo_queue=True,
    content_based_deduplication=True,
    deduplication_scope="messageGroup",
    fifo_throughput_limit="perMessageGroupId",
)
aws.sqs.Queue("prefixed", name_prefix="orders-", content_based_deduplication=False)
