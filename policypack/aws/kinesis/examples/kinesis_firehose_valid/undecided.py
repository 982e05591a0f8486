import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.kinesis.FirehoseDeliveryStream(
    "orders",
    destination="extended_s3",
    extended_s3_configuration={
        "bucket_arn": "arn:aws:s3:::orders",
        "role_arn": "arn:aws:iam::123456789012:role/firehose",
        "dynamic_partitioning_configuration": {"enabled": True},
        "buffering_size": old.outputs["Megabytes"].apply(int),
    },
)  # undetermined: extendedS3Configuration.bufferingSize
