import json

import pulumi_aws as aws

table = aws.dynamodb.Table(
    "orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    range_key="line",
    attributes=[{"name": "id", "type": "S"}, {"name": "line", "type": "N"}],
)


def item(logical, content):
    aws.dynamodb.TableItem(logical, table_name=table.name, hash_key="id", range_key="line", item=json.dumps(content))


item("mistyped", {"id": {"S": "a"}, "line": {"S": "1"}})
item("keyless", {"id": {"S": "a"}})

# finds mistyped: item
# finds keyless: item
