"""kinesis-firehose-valid: Firehose names, buffering, compression and keys must be valid."""

from policypack.aws.kinesis import DELIVERY_STREAM
from policypack.constraint import Blank, Constraint, Inputs, Ref, Remove, Set, argument, fix, form, joined, length
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html"
CONVERSION = "https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html"
PARTITIONING = "https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html"
ENCRYPTION = (
    "https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html"
)
NAME = (
    "ValidationException: 1 validation error detected: Value at 'deliveryStreamName' failed to satisfy constraint:"
    " Member must "
)
ROLE = "arn:aws:iam::123456789012:role/firehose"
S3, ENCRYPTED = "extendedS3Configuration", "serverSideEncryption"
SIZE, COMPRESSION, CONVERSION_BLOCK = (
    f"{S3}.bufferingSize",
    f"{S3}.compressionFormat",
    f"{S3}.dataFormatConversionConfiguration",
)
LEAST_BUFFER = 64
"""Megabytes that Firehose buffers at least where it partitions or converts records."""
CUSTOMER_KEY = "CUSTOMER_MANAGED_CMK"

PARTITIONED: Inputs = {f"{S3}.dynamicPartitioningConfiguration.enabled": True}
CONVERTED: Inputs = {
    f"{CONVERSION_BLOCK}.inputFormatConfiguration.deserializer": {"openXJsonSerDe": {}},
    f"{CONVERSION_BLOCK}.outputFormatConfiguration.serializer": {"parquetSerDe": {"compression": "GZIP"}},
    f"{CONVERSION_BLOCK}.schemaConfiguration": {"databaseName": "orders", "tableName": "orders", "roleArn": ROLE},
}
ENABLED: Inputs = {f"{ENCRYPTED}.enabled": True}
KEY: Inputs = {f"{ENCRYPTED}.keyArn": Ref("key", "arn")}

size, compression = argument(SIZE), argument(COMPRESSION)
key_type, key = argument(f"{ENCRYPTED}.keyType"), argument(f"{ENCRYPTED}.keyArn")
partitions = argument(f"{S3}.dynamicPartitioningConfiguration.enabled").is_true()
converts = (argument(CONVERSION_BLOCK).is_given() & ~argument(f"{CONVERSION_BLOCK}.enabled").equals(False)).called(
    "records are converted", "records must be converted"
)
encrypts = argument(f"{ENCRYPTED}.enabled").is_true()

RULE = constraints_rule(
    id="kinesis-firehose-valid",
    service="Firehose",
    summary="Firehose names, buffering, compression and keys must be valid",
    rationale="""
        Firehose partitions and converts records in batches of 64 MB and more; it rejects the provider's default of
        5 MB. Converted records are compressed by their serializer, not by the destination. A key's ARN goes with a
        customer managed key, and only with one. Only deliveries to S3 are checked.
    """,
    since="0.1.0",
    constraints={
        DELIVERY_STREAM: (
            form(
                "name",
                r"[A-Za-z0-9_.-]+",
                "letters, digits, hyphens, underscores and periods",
                invalid="orders/created",
                valid="orders-created_1.0",
                correct=joined("A-Za-z0-9_.-"),
                error=f"{NAME}satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                source=CREATE,
            ),
            length("name", 64, error=f"{NAME}have length less than or equal to 64", source=CREATE),
            Constraint(
                demand=size.at_least(LEAST_BUFFER),
                when=partitions,
                at=S3,
                error="InvalidArgumentException: BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning"
                " is enabled.",
                source=PARTITIONING,
                fix=fix(Set(SIZE, LEAST_BUFFER)),
                invalid=({**PARTITIONED, SIZE: LEAST_BUFFER - 1}, PARTITIONED),
                valid={**PARTITIONED, SIZE: LEAST_BUFFER},
            ),
            Constraint(
                demand=size.at_least(LEAST_BUFFER),
                when=converts,
                at=S3,
                error="InvalidArgumentException: BufferingHints.SizeInMBs must be at least 64 when data format"
                " conversion is enabled.",
                source=CONVERSION,
                fix=fix(Set(SIZE, LEAST_BUFFER)),
                invalid=({**CONVERTED, SIZE: LEAST_BUFFER - 1}, CONVERTED),
                valid=({**CONVERTED, SIZE: LEAST_BUFFER}, {**CONVERTED, f"{CONVERSION_BLOCK}.enabled": False}),
            ),
            Constraint(
                demand=compression.equals("UNCOMPRESSED"),
                when=converts & compression.is_given().unsaid(),
                at=S3,
                error="InvalidArgumentException: The S3 destination's compression format must be set to UNCOMPRESSED"
                " when data format conversion is enabled",
                source=CONVERSION,
                fix=fix(Set(COMPRESSION, "UNCOMPRESSED"), note="the serializer of the output format compresses"),
                invalid={**CONVERTED, SIZE: LEAST_BUFFER, COMPRESSION: "GZIP"},
                valid={**CONVERTED, SIZE: LEAST_BUFFER, COMPRESSION: "UNCOMPRESSED"},
            ),
            Constraint(
                demand=key.is_present(),
                when=encrypts & key_type.equals(CUSTOMER_KEY),
                at=ENCRYPTED,
                error="InvalidArgumentException: KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK",
                source=ENCRYPTION,
                fix=fix(Set(f"{ENCRYPTED}.keyArn", Blank("the ARN of a KMS key"))),
                invalid={**ENABLED, f"{ENCRYPTED}.keyType": CUSTOMER_KEY},
                valid={**ENABLED, **KEY, f"{ENCRYPTED}.keyType": CUSTOMER_KEY},
            ),
            Constraint(
                demand=key_type.equals(CUSTOMER_KEY),
                when=encrypts & key.is_present(),
                at=ENCRYPTED,
                error="InvalidArgumentException: KeyARN cannot be specified when KeyType is AWS_OWNED_CMK",
                source=ENCRYPTION,
                fix=fix(Set(f"{ENCRYPTED}.keyType", CUSTOMER_KEY), otherwise=Remove(f"{ENCRYPTED}.keyArn")),
                invalid=({**ENABLED, **KEY}, {**ENABLED, **KEY, f"{ENCRYPTED}.keyType": "AWS_OWNED_CMK"}),
                valid=ENABLED,
            ),
        )
    },
    base={
        DELIVERY_STREAM[0]: {
            "destination": "extended_s3",
            f"{S3}.bucketArn": "arn:aws:s3:::orders",
            f"{S3}.roleArn": ROLE,
        }
    },
)
