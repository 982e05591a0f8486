import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
table = aws.dynamodb.Table(
    "orders", billing_mode="PAY_PER_REQUEST", hash_key="id", attributes=[{"name": "id", "type": "S"}]
)
aws.dynamodb.TableItem("orders", table_name=table.name, hash_key="id", item=old.outputs["Item"])  # undetermined: item
