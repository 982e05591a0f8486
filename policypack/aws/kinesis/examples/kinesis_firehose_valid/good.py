import pulumi_aws as aws

role, key = "arn:aws:iam::123456789012:role/firehose", aws.kms.Key("key")
parquet = {
    "input_format_configuration": {"deserializer": {"open_x_json_ser_de": {}}},
    "output_format_configuration": {"serializer": {"parquet_ser_de": {"compression": "GZIP"}}},
    "schema_configuration": {"database_name": "orders", "table_name": "orders", "role_arn": role},
}


def deliver(name, encryption=None, **more):
    aws.kinesis.FirehoseDeliveryStream(
        name,
        destination="extended_s3",
        server_side_encryption=encryption,
        extended_s3_configuration={"bucket_arn": "arn:aws:s3:::orders", "role_arn": role, **more},
    )


deliver("plain", compression_format="GZIP")
deliver(
    "large",
    dynamic_partitioning_configuration={"enabled": True},
    buffering_size=64,
    data_format_conversion_configuration=parquet,
    compression_format="UNCOMPRESSED",
)
deliver("off", data_format_conversion_configuration={**parquet, "enabled": False})
deliver("key", {"enabled": True, "key_type": "CUSTOMER_MANAGED_CMK", "key_arn": key.arn})
deliver("owned", {"enabled": True})
