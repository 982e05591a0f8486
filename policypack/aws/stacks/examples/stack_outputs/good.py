import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
)
assets = aws.s3.Bucket("assets")
pulumi.export("region", aws.get_region().region)
pulumi.export("network", {"vpc": {"id": vpc.id}})
pulumi.export("database_url", pulumi.Output.concat("postgres://", orders.endpoint, "/orders"))
pulumi.export("assets", assets)
