"""Tables, streams and a user of a cache."""

import pulumi_aws as aws

aws.dynamodb.Table(
    "orders",
    name="all orders",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}, {"name": "customer", "type": "S"}],
)
aws.dynamodb.Table("carts", hash_key="id", attributes=[{"name": "id", "type": "S"}], billing_mode="PROVISIONED")
aws.kinesis.Stream("events", name="shop/events", shard_count=1)
aws.elasticache.User(
    "app",
    user_id="app",
    user_name="application",
    engine="redis",
    authentication_mode={"type": "iam"},
    access_string="on >x ~* +@all",
)
aws.elasticache.User(
    "legacy",
    user_id="legacy",
    user_name="legacy",
    engine="redis",
    passwords=["a-very-long-password-1"],
    access_string="on ~* +@all",
)
