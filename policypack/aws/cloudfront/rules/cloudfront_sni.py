"""cloudfront-sni: Distributions must serve their certificate by SNI."""

from policypack.aws import cloudfront
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Set, fix
from policypack.rule import practices_rule

_VIEWER = "viewerCertificate"
_CERTIFICATE = {"acmCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/orders"}

RULE = practices_rule(
    id="cloudfront-sni",
    summary="Distributions must serve their certificate by SNI",
    rationale="""
        Every browser since 2010 names the host that it asks for when it opens a connection (SNI). Dedicated addresses
        are for those that do not, and take old versions of TLS only.
    """,
    harm="Dedicated addresses cost hundreds of dollars a month and let clients use old versions of TLS.",
    consequence="cost",
    since="0.3.0",
    base=BASES,
    practices={
        cloudfront.DISTRIBUTION: [
            practice(
                ~argument(f"{_VIEWER}.sslSupportMethod").equals("vip"),
                fix=fix(
                    Set(f"{_VIEWER}.sslSupportMethod", "sni-only"),
                    Set(f"{_VIEWER}.minimumProtocolVersion", "TLSv1.2_2021"),
                ),
                invalid={_VIEWER: {**_CERTIFICATE, "sslSupportMethod": "vip", "minimumProtocolVersion": "TLSv1"}},
                valid={
                    _VIEWER: {**_CERTIFICATE, "sslSupportMethod": "sni-only", "minimumProtocolVersion": "TLSv1.2_2021"}
                },
                controls=("CloudFront.8",),
            )
        ]
    },
)
