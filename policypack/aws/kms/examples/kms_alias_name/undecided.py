import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
key = aws.kms.Key("orders")
aws.kms.Alias("orders", name=old.outputs["Alias"], target_key_id=key.id)

# undetermined orders: name
