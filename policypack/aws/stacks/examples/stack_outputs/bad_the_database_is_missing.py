"""The database is missing."""

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
)
pulumi.export("region", aws.get_region().region)
pulumi.export("vpc_id", vpc.id)

# finds example-dev: outputs
