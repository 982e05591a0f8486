import pulumi_aws as aws

old = aws.cloudformation.Stack("old", name="old", template_url="https://example.com/old.yaml")
aws.s3.Bucket("artifacts", bucket=old.outputs["Bucket"])  # undetermined: bucket
