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
