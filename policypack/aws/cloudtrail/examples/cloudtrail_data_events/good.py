import pulumi_aws as aws

aws.cloudtrail.Trail(
    "all",
    s3_bucket_name="acme-trail",
    event_selectors=[{"data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]}],
)
