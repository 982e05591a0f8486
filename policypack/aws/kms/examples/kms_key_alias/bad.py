import pulumi_aws as aws

aws.kms.Key("lonely")  # finds: alias
reserved = aws.kms.Key("reserved")
aws.kms.Alias("reserved", name="alias/aws/reserved", target_key_id=reserved.key_id)
aws.kms.ExternalKey("imported")  # finds: alias

# finds reserved: alias
