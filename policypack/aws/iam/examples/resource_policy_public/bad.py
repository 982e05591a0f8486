import json

import pulumi_aws as aws


def anybody(action, resource="*"):
    statement = {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


aws.kms.Key("key", policy=anybody("kms:Decrypt"))  # finds: policy
queue = aws.sqs.Queue("queue", name="orders")
aws.sqs.QueuePolicy("queue", queue_url=queue.id, policy=anybody("sqs:SendMessage"))
aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="orders", principal="*")
assets = aws.s3.Bucket("assets", bucket="acme-assets")
aws.s3.BucketPublicAccessBlock("assets", bucket=assets.id, block_public_policy=False, block_public_acls=False)
aws.s3.BucketPolicy("open", bucket=assets.id, policy=anybody("s3:GetObject", "arn:aws:s3:::acme-assets/*"))
aws.s3.BucketOwnershipControls("assets", bucket=assets.id, rule={"object_ownership": "BucketOwnerPreferred"})
aws.s3.BucketAcl("listed", bucket=assets.id, acl="public-read")  # finds: acl

# finds queue: policy
# finds open: policy
# finds permission: principal
