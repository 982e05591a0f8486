import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
data = aws.kms.Key("data")
aws.kms.Alias("data", name=old.outputs["Alias"], target_key_id=data.key_id)

# undetermined data: name
