import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
uploads = aws.s3.Bucket("uploads")
aws.s3.BucketNotification(
    "uploads", bucket=uploads.id, queues=[{"queue_arn": old.outputs["Queue"], "events": ["s3:ObjectCreated:*"]}]
)

# undetermined uploads: queues[0].queueArn
