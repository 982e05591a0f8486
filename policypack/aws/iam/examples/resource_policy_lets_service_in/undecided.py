import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
queue = aws.sqs.Queue("orders", policy=old.outputs["Policy"])
aws.s3.BucketNotification(
    "orders", bucket="orders", queues=[{"queue_arn": queue.arn, "events": ["s3:ObjectCreated:*"]}]
)  # undetermined: policy
