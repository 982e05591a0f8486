import pulumi_aws as aws


def table(label, attributes=("id",), **more):
    aws.dynamodb.Table(
        label,
        attributes=[{"name": one, "type": "S"} for one in attributes],
        hash_key="id",
        billing_mode="PAY_PER_REQUEST",
        **more,
    )


table(
    "include",
    ["id", "customer"],
    global_secondary_indexes=[
        {"name": "by-customer", "hash_key": "customer", "projection_type": "INCLUDE", "non_key_attributes": ["status"]}
    ],
    ttl={"attribute_name": "expires", "enabled": True},
)
table(
    "schema",
    ["id", "customer"],
    global_secondary_indexes=[
        {
            "name": "by-customer",
            "projection_type": "ALL",
            "key_schemas": [{"attribute_name": "customer", "key_type": "HASH"}],
        }
    ],
)
aws.dynamodb.Table("restored", restore_source_name="orders", restore_to_latest_time=True)
