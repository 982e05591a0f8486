import pulumi_aws as aws


def table(label, attributes=("id",), **more):
    aws.dynamodb.Table(
        label,
        attributes=[{"name": one, "type": "S"} for one in attributes],
        hash_key="id",
        billing_mode="PAY_PER_REQUEST",
        **more,
    )


def index(name, key, projection="ALL", **more):
    return {"name": name, "hash_key": key, "projection_type": projection, **more}


table("unused", ["id", "status"])
table("undefined", global_secondary_indexes=[index("by-customer", "customer")])
table(
    "same-name",
    ["id", "customer"],
    global_secondary_indexes=[index("by-customer", "customer"), index("by-customer", "customer", "KEYS_ONLY")],
)
table(
    "all",
    ["id", "customer"],
    global_secondary_indexes=[index("by-customer", "customer", non_key_attributes=["status"])],
)
table("nothing", ["id", "customer"], global_secondary_indexes=[index("by-customer", "customer", "INCLUDE")])

# finds unused: attributes
# finds undefined: attributes
# finds same-name: globalSecondaryIndexes
# finds all: globalSecondaryIndexes
# finds nothing: globalSecondaryIndexes
