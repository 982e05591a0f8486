import json

import pulumi_aws as aws

queues = "arn:aws:sqs:us-east-1:123456789012:"
aws.sqs.Queue("plain")
aws.sqs.Queue(
    "thousand", redrive_policy=json.dumps({"deadLetterTargetArn": queues + "dead", "maxReceiveCount": "1000"})
)
aws.sqs.Queue(
    "ten-sources",
    redrive_allow_policy=json.dumps(
        {"redrivePermission": "byQueue", "sourceQueueArns": [f"{queues}{index}" for index in range(10)]}
    ),
)
aws.sqs.Queue("closed", redrive_allow_policy=json.dumps({"redrivePermission": "denyAll"}))
