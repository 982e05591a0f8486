import pulumi_aws as aws

aws.cloudtrail.Trail("local", s3_bucket_name="acme-trail")  # finds: isMultiRegionTrail
aws.cloudtrail.Trail("off", s3_bucket_name="acme-trail", is_multi_region_trail=True, enable_logging=False)

# finds off: isMultiRegionTrail
