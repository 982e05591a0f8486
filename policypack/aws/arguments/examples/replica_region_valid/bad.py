# config: aws:region=us-east-1

import pulumi_aws as aws

aws.secretsmanager.Secret("own-secret", name="orders", replicas=[{"region": "us-east-1"}])  # finds: replicas[0].region
aws.dynamodb.Table(  # finds: replicas[0].regionName
    "own-table",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replicas=[{"region_name": "us-east-1"}],
)
aws.kms.ReplicaKey(  # finds: primaryKeyArn
    "own-key",
    primary_key_arn="arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
)
primary = aws.kms.Key("primary", multi_region=True, enable_key_rotation=True)
aws.kms.ReplicaKey("same-provider", primary_key_arn=primary.arn)  # finds: primaryKeyArn
