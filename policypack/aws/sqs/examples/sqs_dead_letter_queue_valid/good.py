import json

import pulumi
import pulumi_aws as aws


def redrive(queue):
    return pulumi.Output.json_dumps({"deadLetterTargetArn": queue.arn, "maxReceiveCount": 5})


dead, dead_ordered = aws.sqs.Queue("dead"), aws.sqs.Queue("dead-ordered", fifo_queue=True)
aws.sqs.Queue("both-ordered", fifo_queue=True, redrive_policy=redrive(dead_ordered))
standard = aws.sqs.Queue("both-standard")
aws.sqs.RedrivePolicy("both-standard", queue_url=standard.url, redrive_policy=redrive(dead))
aws.sqs.Queue(
    "elsewhere",
    fifo_queue=True,
    redrive_policy=json.dumps(
        {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo", "maxReceiveCount": 5}
    ),
)
