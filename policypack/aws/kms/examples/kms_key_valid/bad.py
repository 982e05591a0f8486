import pulumi_aws as aws

aws.kms.Key("day", deletion_window_in_days=1)  # finds: deletionWindowInDays
aws.kms.Key("signing", key_usage="SIGN_VERIFY")  # finds: keyUsage
aws.kms.Key("curve", customer_master_key_spec="ECC_NIST_P256")  # finds: keyUsage
aws.kms.Key(
    "rotated-signer", customer_master_key_spec="RSA_4096", key_usage="SIGN_VERIFY", enable_key_rotation=True
)  # finds: enableKeyRotation
aws.kms.Key("monthly", enable_key_rotation=True, rotation_period_in_days=30)  # finds: rotationPeriodInDays
aws.kms.Key("store-everywhere", custom_key_store_id="cks-1234567890abcdef0", multi_region=True)  # finds: multiRegion
aws.kms.Key(
    "store-rotated", custom_key_store_id="cks-1234567890abcdef0", enable_key_rotation=True
)  # finds: enableKeyRotation
