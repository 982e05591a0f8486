import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.ProvisionedConcurrencyConfig(
    "orders",  # undetermined: functionName
    function_name=old.outputs["Function"],
    qualifier="live",
    provisioned_concurrent_executions=2,
)
aws.appautoscaling.Target(
    "orders",
    service_namespace="lambda",
    scalable_dimension="lambda:function:ProvisionedConcurrency",
    resource_id="function:orders:live",
    min_capacity=2,
    max_capacity=20,
)
