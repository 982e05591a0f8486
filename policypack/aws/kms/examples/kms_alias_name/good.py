import pulumi_aws as aws

key = aws.kms.Key("orders")
aws.kms.Alias("slashes", name="alias/shop/orders_eu-1", target_key_id=key.id)
aws.kms.Alias("aws", name="alias/aws-orders", target_key_id=key.id)
aws.kms.Alias("longest", name="alias/" + "a" * 250, target_key_id=key.id)
aws.kms.Alias("automatic", target_key_id=key.id)
aws.kms.Alias("prefixed", name_prefix="alias/orders-", target_key_id=key.id)
