import pulumi_aws as aws


def table(label, attributes=("id",), **more):
    aws.dynamodb.Table(
        label,
        attributes=[{"name": one, "type": "S"} for one in attributes],
        **{"hash_key": "id", "billing_mode": "PAY_PER_REQUEST", **more},
    )


table("shortest", name="abc")
table(
    "indexed",
    ["id", "at", "customer"],
    range_key="at",
    local_secondary_indexes=[
        {"name": f"local-{one}", "range_key": "customer", "projection_type": "KEYS_ONLY"} for one in range(5)
    ],
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
table("provisioned", billing_mode="PROVISIONED", read_capacity=1, write_capacity=1)
aws.dynamodb.Table("restored", restore_source_name="orders", restore_to_latest_time=True)
