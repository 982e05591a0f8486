import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sns.Topic("orders", name=old.outputs["Name"])  # undetermined: name
