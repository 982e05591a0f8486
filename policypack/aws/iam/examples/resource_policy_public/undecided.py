import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sns.TopicPolicy("copied", arn=old.outputs["Topic"], policy=old.outputs["Policy"])  # undetermined: policy
