"""Managed, write-only, secret configuration, or left out."""

# config: shop:logins=secret:{"reports": "staple-battery-horse"}
# config: shop:password=secret:correct-horse-battery

import pulumi
import pulumi_aws as aws

config = pulumi.Config("shop")
database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100)
orders = aws.rds.Instance(
    "managed", username="app", manage_master_user_password=True, backup_retention_period=7, **database
)
aws.rds.Instance("write-only", username="app", password_wo="correct-horse-battery", password_wo_version=1, **database)
aws.rds.Instance("configured", username="app", password=config.require_secret("password"), **database)
logins = config.require_secret_object("logins")
aws.rds.Instance("structured", username="app", password=logins.apply(lambda it: it["reports"]), **database)
aws.rds.Instance("replica", instance_class="db.t4g.medium", replicate_source_db=orders.identifier)
aws.ssm.Parameter("endpoint", type="String", value="orders.example.com")
aws.ssm.Parameter("password-policy", type="SecureString", value="12 characters")
