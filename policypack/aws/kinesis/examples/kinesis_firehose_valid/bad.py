import pulumi_aws as aws

role, key = "arn:aws:iam::123456789012:role/firehose", "arn:aws:kms:us-east-1:123456789012:key/orders"
parquet = {
    "input_format_configuration": {"deserializer": {"open_x_json_ser_de": {}}},
    "output_format_configuration": {"serializer": {"parquet_ser_de": {}}},
    "schema_configuration": {"database_name": "orders", "table_name": "orders", "role_arn": role},
}


def deliver(name, encryption=None, **more):
    aws.kinesis.FirehoseDeliveryStream(
        name,
        destination="extended_s3",
        server_side_encryption=encryption,
        extended_s3_configuration={"bucket_arn": "arn:aws:s3:::orders", "role_arn": role, **more},
    )


deliver("partitioned", dynamic_partitioning_configuration={"enabled": True}, buffering_size=63)
deliver("converted", data_format_conversion_configuration=parquet)
deliver("compressed", data_format_conversion_configuration=parquet, buffering_size=128, compression_format="GZIP")
deliver("no-key", {"enabled": True, "key_type": "CUSTOMER_MANAGED_CMK"})
deliver("two-keys", {"enabled": True, "key_type": "AWS_OWNED_CMK", "key_arn": key})

# finds partitioned: extendedS3Configuration
# finds converted: extendedS3Configuration
# finds compressed: extendedS3Configuration
# finds no-key: serverSideEncryption
# finds two-keys: serverSideEncryption
