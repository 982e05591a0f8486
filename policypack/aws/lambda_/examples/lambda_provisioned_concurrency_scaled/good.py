import pulumi_aws as aws

orders = aws.lambda_.ProvisionedConcurrencyConfig(
    "orders", function_name="orders", qualifier="live", provisioned_concurrent_executions=2
)
target = aws.appautoscaling.Target(
    "orders",
    service_namespace="lambda",
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    resource_id="function:orders:live",
    min_capacity=2,
    max_capacity=20,
)
