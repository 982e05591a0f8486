# config: aws:region=us-east-1

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://s3.amazonaws.com/templates/old.json")
aws.kms.ReplicaKey("orders", primary_key_arn=old.outputs["Key"])  # undetermined: primaryKeyArn
