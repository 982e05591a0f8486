import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketPolicy("assets", bucket=assets.id, policy=old.outputs["Policy"])

# undetermined assets: policy
