import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.s3.Bucket("assets", bucket="acme-assets")  # undetermined: bucket
aws.s3.BucketLogging("log", bucket=old.outputs["Bucket"], target_bucket="acme-logs", target_prefix="assets/")
