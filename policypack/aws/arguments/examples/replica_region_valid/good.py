# config: aws:region=us-east-1

import pulumi_aws as aws

aws.secretsmanager.Secret("other-secret", name="orders", replicas=[{"region": "eu-west-1"}])
aws.dynamodb.Table(
    "other-table",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replicas=[{"region_name": "eu-west-1"}],
)
aws.kms.ReplicaKey(
    "other-key",
    primary_key_arn="arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
)
primary = aws.kms.Key("primary", multi_region=True, enable_key_rotation=True)
aws.kms.ReplicaKey("elsewhere", primary_key_arn=primary.arn, region="eu-west-1")
