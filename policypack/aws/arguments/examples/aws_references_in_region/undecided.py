# config: aws:region=us-east-1

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://s3.amazonaws.com/templates/old.json")
aws.secretsmanager.Secret("orders", name="orders", kms_key_id=old.outputs["Key"])  # undetermined: kmsKeyId
