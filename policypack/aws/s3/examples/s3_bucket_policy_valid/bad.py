import json

import pulumi_aws as aws

orders = aws.s3.Bucket("orders", bucket="acme-orders-dev")
READER = {"AWS": "arn:aws:iam::123456789012:role/reader"}


def policy(name, actions, resources):
    statement = {"Effect": "Allow", "Principal": READER, "Action": actions, "Resource": resources}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    aws.s3.BucketPolicy(name, bucket=orders.bucket, policy=json.dumps(document))


BUCKET = "arn:aws:s3:::acme-orders-dev"
policy("other-bucket", ["s3:GetObject"], ["arn:aws:s3:::acme-orders-prod/*"])
policy("everything", "s3:*", "*")
policy("operation", ["s3:GetObject", "s3:HeadObject"], f"{BUCKET}/*")
policy("other-service", "sqs:SendMessage", f"{BUCKET}/*")
policy("objects-only", ["s3:GetObject", "s3:ListBucket"], [f"{BUCKET}/*"])
policy("bucket-only", "s3:PutObject", BUCKET)

# finds other-bucket: policy
# finds everything: policy
# finds operation: policy
# finds other-service: policy
# finds objects-only: policy
# finds bucket-only: policy
