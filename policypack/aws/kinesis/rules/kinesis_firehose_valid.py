"""kinesis-firehose-valid: Firehose names, buffering, compression and keys must be valid."""

from collections.abc import Iterator

from policypack.aws import kinesis
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(stream: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name is of Firehose's form, and buffer, compression and keys fit what is done with the records."""
    name, destination = stream["name"], stream["extendedS3Configuration"]
    yield require(
        name.matches(kinesis.DELIVERY_NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The delivery stream's name is {name}; Firehose takes 1 to 64 letters, digits, hyphens, underscores"
        " and periods.",
        fix='name="orders"',
    )
    yield large_buffer(destination)
    yield require(
        destination["compressionFormat"].or_default("UNCOMPRESSED").equals("UNCOMPRESSED"),
        when=converts(destination),
        at="extendedS3Configuration",
        problem=f"compressionFormat is {destination['compressionFormat']} and records are converted: The S3"
        " destination's compression format must be set to UNCOMPRESSED when data format conversion is enabled.",
        fix='"compression_format": "UNCOMPRESSED"  # and "compression": "GZIP" in the serializer',
    )
    yield key_fits(stream["serverSideEncryption"])


def large_buffer(destination: Value) -> Verdict:
    """64 MB at least where records are partitioned or converted; the provider's default is 5."""
    size = destination["bufferingSize"].or_default(kinesis.DEFAULT_BUFFER)
    return require(
        size.at_least(kinesis.LEAST_BUFFER),
        when=any_of(destination["dynamicPartitioningConfiguration"]["enabled"].is_true(), converts(destination)),
        at="extendedS3Configuration",
        problem=f"bufferingSize is {size} MB, and records are partitioned or converted: BufferingHints.SizeInMBs must"
        f" be at least {kinesis.LEAST_BUFFER}.",
        fix=f'"buffering_size": {kinesis.LEAST_BUFFER}',
    )


def converts(destination: Value) -> Fact:
    """Records are converted to another format, which is on where it is configured and not switched off."""
    conversion = destination["dataFormatConversionConfiguration"]
    return all_of(conversion.test(bool), is_not(conversion["enabled"].is_false()))


def key_fits(encryption: Value) -> Verdict:
    """A customer's key is named, and only a customer's."""
    own = encryption["keyType"].equals("CUSTOMER_MANAGED_CMK")
    named = all_of(encryption.test(bool), encryption["keyArn"].is_set())
    return require(
        any_of(all_of(own, named), all_of(is_not(own), is_not(named))),
        when=encryption["enabled"].is_true(),
        at="serverSideEncryption",
        problem=f"keyType is {encryption['keyType']} and keyArn is {encryption['keyArn']}, which Firehose refuses: a"
        " key is named for CUSTOMER_MANAGED_CMK, and only for it.",
        fix='"key_type": "CUSTOMER_MANAGED_CMK", "key_arn": key.arn',
    )


_CREATE = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html"
_CONVERSION = "https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html"
_PARTITIONING = "https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html"
_ENCRYPTION = (
    "https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html"
)


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="Firehose",
        condition=condition,
        error=f"InvalidArgumentException: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = ResourceRule(
    id="kinesis-firehose-valid",
    summary="Firehose names, buffering, compression and keys must be valid",
    rationale="""
        Firehose partitions and converts records in batches of 64 MB and more; the provider's default of 5 MB is refused
        then. Converted records are compressed by their serializer, not by the destination. A key is named just where
        the customer's own is used. Only deliveries to S3 are judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=kinesis.DELIVERY_STREAM,
    references=(_CREATE, _CONVERSION, _PARTITIONING, _ENCRYPTION),
    rejections=(
        _rejection(
            "A delivery stream that partitions records buffers less than 64 MB",
            "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.",
            _PARTITIONING,
            "partitioned",
            "large",
        ),
        _rejection(
            "A delivery stream that converts records buffers less than 64 MB",
            "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.",
            _CONVERSION,
            "converted",
            "large",
        ),
        _rejection(
            "A delivery stream that converts records compresses them, too",
            "The S3 destination's compression format must be set to UNCOMPRESSED when data format conversion is"
            " enabled",
            _CONVERSION,
            "compressed",
            "large",
        ),
        _rejection(
            "A delivery stream is encrypted with a customer's key and names none",
            "KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK",
            _ENCRYPTION,
            "no-key",
            "key",
        ),
        _rejection(
            "A delivery stream is encrypted with AWS's key and names one",
            "KeyARN cannot be specified when KeyType is AWS_OWNED_CMK",
            _ENCRYPTION,
            "two-keys",
            "key",
        ),
    ),
    check=check,
)
