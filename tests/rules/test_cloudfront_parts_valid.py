"""cloudfront-parts-valid: what an output says of the bucket of the logs."""

from __future__ import annotations

import pytest

from policypack.aws.cloudfront.rules.cloudfront_parts_valid import RULE
from policypack.model.holes import Hole, Text
from policypack.testing import UNKNOWN, judge

BUCKET = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs"
OTHER = "urn:pulumi:dev::shop::acme:index:Logs::logs"


def output(name: str, urn: str = BUCKET) -> Text:
    return Text((Hole("logs", name, urn, never_empty=True),))


@pytest.mark.parametrize(
    ("bucket", "verdict"),
    [
        (output("id"), "violated: loggingConfig.bucket"),
        (output("arn"), "violated: loggingConfig.bucket"),
        (output("bucketDomainName"), "undetermined: loggingConfig.bucket"),
        (output("id", OTHER), "undetermined: loggingConfig.bucket"),
        (
            Text((Hole("logs", "id", BUCKET, never_empty=True), ".s3.amazonaws.com")),
            "undetermined: loggingConfig.bucket",
        ),
        (UNKNOWN, "undetermined: loggingConfig.bucket"),
        ("logs.s3.amazonaws.com", "fine"),
        ("logs", "violated: loggingConfig.bucket"),
    ],
)
def test_bucket_of_the_logs(bucket: object, verdict: str) -> None:
    assert str(judge(RULE, loggingConfig={"bucket": bucket})).startswith(verdict.split(":", maxsplit=1)[0])
