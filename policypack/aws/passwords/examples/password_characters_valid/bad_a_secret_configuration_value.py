"""A secret configuration value."""

# config: shop:password=secret:tom&jerry&spike&tyke

import pulumi
import pulumi_aws as aws

config = pulumi.Config("shop")
aws.rds.Instance(
    "orders",
    engine="oracle-ee",
    instance_class="db.t3.medium",
    allocated_storage=100,
    username="app",
    password=config.require_secret("password"),
)  # finds: password
