import pulumi_aws as aws

aws.sqs.Queue("dotted", name="orders.created")  # finds: name
aws.sqs.Queue("long", name="a" * 81)  # finds: name
aws.sqs.Queue("suffix", name="orders.fifo")  # finds: fifoQueue
aws.sqs.Queue("no-suffix", name="orders", fifo_queue=True)  # finds: fifoQueue
aws.sqs.Queue("scoped", deduplication_scope="queue")  # finds: deduplicationScope
aws.sqs.Queue("content", content_based_deduplication=True)  # finds: contentBasedDeduplication
aws.sqs.Queue("throughput", fifo_queue=True, fifo_throughput_limit="perMessageGroupId")  # finds: deduplicationScope
