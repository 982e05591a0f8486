import pulumi_aws as aws

data = aws.kms.Key("data")
aws.kms.Alias("data", name="alias/data", target_key_id=data.key_id)
by_arn = aws.kms.Key("by-arn")
aws.kms.Alias("by-arn", name_prefix="alias/by-arn", target_key_id=by_arn.arn)
