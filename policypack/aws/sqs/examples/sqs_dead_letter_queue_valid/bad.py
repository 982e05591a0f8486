import json

import pulumi
import pulumi_aws as aws

dead = aws.sqs.Queue("dead")
aws.sqs.Queue(
    "ordered",
    fifo_queue=True,
    redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}),
)  # finds: redrivePolicy
aws.sqs.Queue(
    "standard",
    redrive_policy=json.dumps(
        {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo", "maxReceiveCount": 5}
    ),
)  # finds: redrivePolicy
ordered = aws.sqs.Queue("source", fifo_queue=True)
aws.sqs.RedrivePolicy(
    "separate",
    queue_url=ordered.url,
    redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}),
)  # finds: redrivePolicy
