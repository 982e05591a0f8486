import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.s3.Bucket("orders", object_lock_enabled=old.outputs["Lock"])  # undetermined: objectLockEnabled
