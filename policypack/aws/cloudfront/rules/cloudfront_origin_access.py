"""cloudfront-origin-access: Buckets and function URLs behind CloudFront must have an origin access control."""

from policypack.aws import cloudfront
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_CONTROL = "originAccessControlId"
_BUCKET = {"originId": "files", "domainName": "files.s3.us-east-1.amazonaws.com"}
_URL = {
    "originId": "files",
    "domainName": "abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws",
    "customOriginConfig": {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": ["TLSv1.2"],
    },
}
_set = fix(Set(_CONTROL, Blank("the ID of an origin access control")))

RULE = practices_rule(
    id="cloudfront-origin-access",
    summary="Buckets and function URLs behind CloudFront must have an origin access control",
    rationale="""
        With an origin access control CloudFront signs its requests, so that the bucket or the function can refuse
        everybody else. An origin access identity, its predecessor, cannot read objects that a KMS key encrypts, and
        newer regions do not have it. The website of a bucket takes no signed requests: it is an origin with
        customOriginConfig, which is not asked.
    """,
    harm="The origin must be open to others than CloudFront, who go around its cache, certificate and web ACL.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        cloudfront.DISTRIBUTION: [
            practice(
                argument(_CONTROL).is_present(),
                when=argument("customOriginConfig").is_empty() & argument("vpcOriginConfig").is_empty(),
                fix=_set,
                invalid=_BUCKET,
                valid={**_BUCKET, _CONTROL: "E327GJI25M56DG"},
                controls=("CloudFront.13",),
            ).inside("origins[]"),
            practice(
                argument(_CONTROL).is_present(),
                when=argument("customOriginConfig").is_given()
                & argument("domainName").matches(r".+\.lambda-url\..+", "a function URL's host"),
                fix=_set,
                invalid=_URL,
                valid={**_URL, _CONTROL: "E327GJI25M56DG"},
                controls=("CloudFront.16",),
            ).inside("origins[]"),
        ]
    },
)
