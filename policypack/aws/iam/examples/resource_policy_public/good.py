import json

import pulumi_aws as aws


def allow(action, principal="*", **more):
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


FROM_S3 = {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::acme-uploads"}}
aws.kms.Key("key", policy=allow("kms:*", {"AWS": "arn:aws:iam::123456789012:root"}))
queue = aws.sqs.Queue("queue", name="orders")
aws.sqs.QueuePolicy("queue", queue_url=queue.id, policy=allow("sqs:SendMessage", Condition=FROM_S3))
aws.lambda_.Permission(
    "permission",
    action="lambda:InvokeFunction",
    function="orders",
    principal="s3.amazonaws.com",
    source_arn=aws.s3.Bucket("uploads", bucket="acme-uploads").arn,
)
