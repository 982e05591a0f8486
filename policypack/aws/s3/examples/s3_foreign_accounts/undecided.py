import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.s3.BucketPolicy("copied", bucket="acme-shared", policy=old.outputs["Policy"])  # undetermined: policy
