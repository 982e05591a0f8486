import pulumi_aws as aws

aws.lambda_.ProvisionedConcurrencyConfig(
    "orders",  # finds: provisionedConcurrentExecutions
    function_name="orders",
    qualifier="live",
    provisioned_concurrent_executions=20,
)
