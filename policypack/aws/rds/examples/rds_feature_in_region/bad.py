# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="mysql",
    engine_version="8.4",
    instance_class="db.m6g.large",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    network_type="DUAL",
)  # finds: networkType
aws.rds.Cluster(
    "zurich",
    engine="aurora-postgresql",
    engine_version="16.8",
    master_username="orders",
    manage_master_user_password=True,
    enable_http_endpoint=True,
    region="eu-central-2",
)  # finds: enableHttpEndpoint
aws.rds.Cluster(
    "serverless",
    engine="aurora-mysql",
    engine_version="8.0.mysql_aurora.3.02.2",
    master_username="orders",
    manage_master_user_password=True,
    serverlessv2_scaling_configuration={"min_capacity": 1, "max_capacity": 8},
)  # finds: serverlessv2ScalingConfiguration
aws.rds.Proxy(
    "proxy",
    engine_family="POSTGRESQL",
    role_arn="arn:aws:iam::123456789012:role/proxy",
    vpc_subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    auths=[{"secret_arn": "arn:aws:secretsmanager:ap-east-2:123456789012:secret:orders-a1b2c3"}],
    region="ap-east-2",
)  # finds: engineFamily
