import json

import pulumi_aws as aws

orders = aws.s3.Bucket("orders", bucket="acme-orders-dev")
READER = {"AWS": "arn:aws:iam::123456789012:role/reader"}
BUCKET = "arn:aws:s3:::acme-orders-dev"


def policy(name, actions, resources):
    statement = {"Effect": "Allow", "Principal": READER, "Action": actions, "Resource": resources}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    aws.s3.BucketPolicy(name, bucket=orders.bucket, policy=json.dumps(document))


policy("own-bucket", ["s3:GetObject", "s3:ListBucket"], [BUCKET, f"{BUCKET}/*"])
policy("wildcards", ["s3:Get*", "s3:PutObject", "s3:ListBucket"], f"{BUCKET}*")
policy("every-action", "s3:*", f"{BUCKET}/invoices/*")
policy("newer-action", "s3:GetObjectHologram", BUCKET)
