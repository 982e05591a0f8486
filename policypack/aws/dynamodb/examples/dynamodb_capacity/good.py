import pulumi_aws as aws

key = [{"name": "id", "type": "S"}]
aws.dynamodb.Table("events", attributes=key, hash_key="id", billing_mode="PAY_PER_REQUEST")
aws.dynamodb.Table("orders", name="orders", attributes=key, hash_key="id", read_capacity=5, write_capacity=5)
for kind in ("Read", "Write"):
    aws.appautoscaling.Target(
        kind,
        resource_id="table/orders",
        scalable_dimension=f"dynamodb:table:{kind}CapacityUnits",
        service_namespace="dynamodb",
        min_capacity=5,
        max_capacity=50,
    )
