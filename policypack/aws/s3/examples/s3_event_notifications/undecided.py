import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.s3.Bucket("orders", bucket="acme-orders")  # undetermined: bucket
aws.s3.BucketNotification("events", bucket=old.outputs["Bucket"], eventbridge=True)
