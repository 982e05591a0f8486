import pulumi_aws as aws

key = aws.kms.Key("orders")
aws.kms.Alias("bare", name="orders", target_key_id=key.id)  # finds: name
aws.kms.Alias("reserved", name="alias/aws/orders", target_key_id=key.id)  # finds: name
aws.kms.Alias("dotted", name="alias/orders.eu", target_key_id=key.id)  # finds: name
aws.kms.Alias("long", name="alias/" + "a" * 251, target_key_id=key.id)  # finds: name
