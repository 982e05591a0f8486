import json

import pulumi
import pulumi_aws as aws

dead = aws.sqs.Queue("dead", name="dead")
to_dead = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
aws.sqs.Queue("orders", name="orders", redrive_policy=to_dead)
bills = aws.sqs.Queue("bills", name="bills")
aws.sqs.RedrivePolicy("bills", queue_url=bills.id, redrive_policy=to_dead)
aws.sqs.Queue(
    "mails",
    name="mails",
    redrive_policy=json.dumps(
        {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead-mails", "maxReceiveCount": 5}
    ),
)
aws.sqs.Queue("dead-mails", name="dead-mails")
open_to_some = aws.sqs.Queue("open-to-some", name="open-to-some")
aws.sqs.RedriveAllowPolicy(
    "open-to-some", queue_url=open_to_some.id, redrive_allow_policy=json.dumps({"redrivePermission": "allowAll"})
)
late = aws.sqs.Queue("late", name="late")
aws.lambda_.Function(
    "handler",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
    dead_letter_config={"target_arn": late.arn},
)
