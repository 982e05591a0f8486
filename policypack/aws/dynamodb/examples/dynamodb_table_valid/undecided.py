import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.dynamodb.Table(
    "orders", billing_mode="PAY_PER_REQUEST", hash_key=old.outputs["Key"], attributes=[{"name": "id", "type": "S"}]
)  # undetermined: hashKey
