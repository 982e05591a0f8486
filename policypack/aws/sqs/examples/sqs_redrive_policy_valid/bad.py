import json

import pulumi_aws as aws

queues = "arn:aws:sqs:us-east-1:123456789012:"
aws.sqs.Queue("no-count", redrive_policy=json.dumps({"deadLetterTargetArn": queues + "dead"}))  # finds: redrivePolicy
aws.sqs.Queue(
    "many", redrive_policy=json.dumps({"deadLetterTargetArn": queues + "dead", "maxReceiveCount": 1001})
)  # finds: redrivePolicy
aws.sqs.RedrivePolicy(
    "topic",
    queue_url="https://sqs.us-east-1.amazonaws.com/123456789012/orders",
    redrive_policy=json.dumps({"deadLetterTargetArn": "arn:aws:sns:us-east-1:123456789012:dead", "maxReceiveCount": 5}),
)  # finds: redrivePolicy
aws.sqs.Queue(
    "no-sources", redrive_allow_policy=json.dumps({"redrivePermission": "byQueue"})
)  # finds: redriveAllowPolicy
aws.sqs.Queue(
    "eleven",
    redrive_allow_policy=json.dumps(
        {"redrivePermission": "byQueue", "sourceQueueArns": [f"{queues}{index}" for index in range(11)]}
    ),
)  # finds: redriveAllowPolicy
