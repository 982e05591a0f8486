import pulumi_aws as aws

aws.cloudtrail.Trail("account", s3_bucket_name="acme-trail", is_multi_region_trail=True)  # finds: eventSelectors
aws.cloudtrail.Trail(
    "one-bucket",
    s3_bucket_name="acme-trail",
    event_selectors=[{"data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::acme-orders/"]}]}],
)

# finds one-bucket: eventSelectors
