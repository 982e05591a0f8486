"""A cache and a database with credentials that the account keeps already."""

import json

import pulumi
import pulumi_aws as aws

kept = aws.secretsmanager.get_secret(name="shop/database")
version = aws.secretsmanager.get_secret_version_output(secret_id=kept.id)
login = version.secret_string.apply(json.loads)
key = aws.kms.get_key(key_id="alias/shop")
host = aws.ssm.get_parameter(name="/shop/cache/size")
aws.rds.Instance(
    "database",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username=login["username"],
    password=login["password"],
    kms_key_id=key.arn,
    storage_encrypted=True,
    skip_final_snapshot=True,
)
aws.elasticache.ReplicationGroup(
    "cache",
    description=f"cache of {kept.name}",
    node_type=host.value,
    auth_token=pulumi.Output.secret(version.secret_string).apply(lambda text: json.loads(text)["token"]),
    transit_encryption_enabled=True,
)
