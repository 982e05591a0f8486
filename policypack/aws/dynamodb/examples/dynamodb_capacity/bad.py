import pulumi_aws as aws

key = [{"name": "id", "type": "S"}]
orders = aws.dynamodb.Table(  # finds: billingMode
    "orders", attributes=key, hash_key="id", read_capacity=5, write_capacity=5
)
aws.appautoscaling.Target(
    "reads",
    resource_id=orders.name.apply(lambda name: f"table/{name}"),
    scalable_dimension="dynamodb:table:ReadCapacityUnits",
    service_namespace="dynamodb",
    min_capacity=5,
    max_capacity=50,
)
