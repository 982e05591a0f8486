import pulumi_aws as aws

aws.cloudtrail.Trail("account", s3_bucket_name="acme-trail", is_multi_region_trail=True)
aws.cloudtrail.Trail(
    "objects",
    s3_bucket_name="acme-trail",
    event_selectors=[
        {
            "include_management_events": False,
            "data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::acme-orders/"]}],
        }
    ],
)
