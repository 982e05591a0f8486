"""s3-bucket-key: S3 buckets that encrypt with KMS must have a bucket key."""

from policypack.aws import s3
from policypack.constraint import Inputs, argument
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html"
DEFAULT = "applyServerSideEncryptionByDefault"
WITH_KMS: Inputs = {f"{DEFAULT}.sseAlgorithm": "aws:kms"}
V2: Inputs = {f"{DEFAULT}s": [{"sseAlgorithm": "aws:kms"}]}
INLINE = "serverSideEncryptionConfiguration.rule"

RULE = practices_rule(
    id="s3-bucket-key",
    summary="S3 buckets that encrypt with KMS must have a bucket key",
    rationale="""
        Without a bucket key, S3 asks KMS for each object that is read or written, and each of these requests costs and
        counts against the quota of the account. With one, S3 asks once in a while: the cost of KMS falls by up to 99
        percent. Objects that are there keep what they have. Double encryption (aws:kms:dsse) has no bucket key.
    """,
    harm="Each object that is read or written is a request to KMS, which costs and may be throttled.",
    consequence="cost",
    since="0.3.0",
    base={one: {"bucket": "acme-orders"} for one in s3.BUCKET_ENCRYPTION},
    practices={
        s3.BUCKET_ENCRYPTION: [turned_on("bucketKeyEnabled", given=WITH_KMS, source=PAGE).inside("rules[]")],
        s3.BUCKET[:1]: [
            turned_on(
                f"{INLINE}.bucketKeyEnabled",
                given={f"{INLINE}.{path}": value for path, value in WITH_KMS.items()},
                source=PAGE,
            )
        ],
        s3.BUCKET[1:]: [
            turned_on(
                "bucketKeyEnabled",
                when=argument(f"{DEFAULT}s").has_element("sseAlgorithm", "aws:kms"),
                beside=V2,
                source=PAGE,
            ).inside("serverSideEncryptionConfigurations[].rules[]")
        ],
    },
)
