import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")


def instance(name, **settings):
    return aws.rds.Instance(
        name,
        engine="postgres",
        instance_class="db.t4g.medium",
        allocated_storage=100,
        username="orders",
        manage_master_user_password=True,
        **settings,
    )


orders = instance("orders", backup_window="03:00-04:00", maintenance_window="sun:05:00-sun:06:00")
aws.rds.Instance("reader", replicate_source_db=orders.identifier, instance_class="db.t4g.medium")
kept = instance("kept", backup_retention_period=7, storage_encrypted=True)
aws.rds.Instance(
    "abroad",
    replicate_source_db=kept.arn,
    instance_class="db.t4g.medium",
    opts=pulumi.ResourceOptions(provider=west),
)  # finds: kmsKeyId

# finds orders: backupRetentionPeriod
# config: aws:region=us-east-1
