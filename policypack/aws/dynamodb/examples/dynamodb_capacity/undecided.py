import pulumi_aws as aws

modes = aws.cloudformation.Stack("modes", template_url="https://example.com/modes.yaml")
aws.dynamodb.Table(  # undetermined: billingMode
    "orders", attributes=[{"name": "id", "type": "S"}], hash_key="id", billing_mode=modes.outputs["Mode"]
)
