import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Cluster(
    "orders",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    serverlessv2_scaling_configuration={"min_capacity": 0, "max_capacity": old.outputs["Capacity"]},
)  # undetermined: serverlessv2ScalingConfiguration.maxCapacity
