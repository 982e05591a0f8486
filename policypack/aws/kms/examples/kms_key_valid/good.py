import pulumi_aws as aws

aws.kms.Key("plain")
aws.kms.Key("week", deletion_window_in_days=7)
aws.kms.Key("month", deletion_window_in_days=30)
aws.kms.Key("signer", customer_master_key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY", enable_key_rotation=False)
aws.kms.Key("rsa", customer_master_key_spec="RSA_2048")
aws.kms.Key("rotated", enable_key_rotation=True, multi_region=True)
aws.kms.Key("quarterly", enable_key_rotation=True, rotation_period_in_days=90)
aws.kms.Key("store", custom_key_store_id="cks-1234567890abcdef0")
aws.kms.ReplicaKey("replica", deletion_window_in_days=7, primary_key_arn="arn:aws:kms:eu-west-1:123456789012:key/mrk-1")
