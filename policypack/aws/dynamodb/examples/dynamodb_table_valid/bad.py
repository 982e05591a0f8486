import pulumi_aws as aws


def table(label, attributes=("id",), **more):
    aws.dynamodb.Table(
        label,
        attributes=[{"name": one, "type": "S"} for one in attributes],
        **{"hash_key": "id", "billing_mode": "PAY_PER_REQUEST", **more},
    )


def index(name, key, projection="ALL", **more):
    return {"name": name, "hash_key": key, "projection_type": projection, **more}


def local(count):
    return [{"name": f"local-{one}", "range_key": "at", "projection_type": "KEYS_ONLY"} for one in range(count)]


table("short", name="ab")
table("unused", ["id", "status"])
table("undefined", global_secondary_indexes=[index("by-customer", "customer")])
table("same-keys", range_key="id")
table("no-range", ["id", "at"], local_secondary_indexes=local(1))
table("six-local", ["id", "at"], range_key="at", local_secondary_indexes=local(6))
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
table("no-capacity", billing_mode=None)

# finds short: name
# finds unused: attributes
# finds undefined: attributes
# finds same-keys: rangeKey
# finds no-range: rangeKey
# finds six-local: localSecondaryIndexes
# finds same-name: globalSecondaryIndexes
# finds all: globalSecondaryIndexes
# finds nothing: globalSecondaryIndexes
# finds no-capacity: billingMode
