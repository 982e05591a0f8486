import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
key = aws.kms.Key("west", opts=pulumi.ResourceOptions(provider=west))
orders = aws.rds.Instance(
    "orders-kept",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    backup_retention_period=7,
    storage_encrypted=True,
)
aws.rds.Instance("reader", replicate_source_db=orders.identifier, instance_class="db.t4g.medium")
aws.rds.Instance(
    "abroad-with-key",
    replicate_source_db=orders.arn,
    instance_class="db.t4g.medium",
    storage_encrypted=True,
    kms_key_id=key.arn,
    opts=pulumi.ResourceOptions(provider=west),
)
