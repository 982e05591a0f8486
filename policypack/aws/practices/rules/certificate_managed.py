"""certificate-managed: Certificates must be one's own, and managed by ACM."""

from policypack.aws import cloudfront, elb
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/orders"
_OLD_ARN = "arn:aws:iam::123456789012:server-certificate/orders"
_VIEWER = "viewerCertificate"
_OWN = {"acmCertificateArn": _ARN, "sslSupportMethod": "sni-only", "minimumProtocolVersion": "TLSv1.2_2021"}
_LISTENER = {"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}

RULE = practices_rule(
    id="certificate-managed",
    summary="Certificates must be one's own, and managed by ACM",
    rationale="""
        ACM renews the certificates that it has issued. One that is uploaded to IAM expires on a day that somebody has
        to remember. CloudFront's own certificate is valid for names below cloudfront.net only, and lets viewers use
        TLS 1.0.
    """,
    harm="A certificate of IAM expires unless somebody renews it; CloudFront's own one allows old versions of TLS.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.CLASSIC: [
            practice(
                argument("sslCertificateId").matches(r"arn:[\w-]+:acm:.+", "the ARN of an ACM certificate"),
                when=argument("lbProtocol").one_of("https", "HTTPS", "ssl", "SSL"),
                fix=fix(Set("sslCertificateId", Blank("the ARN of an ACM certificate"))),
                invalid={"sslCertificateId": _OLD_ARN},
                valid={"sslCertificateId": _ARN},
                controls=("ELB.2",),
            ).inside("listeners[]", beside=_LISTENER)
        ],
        cloudfront.DISTRIBUTION: [
            practice(
                argument(f"{_VIEWER}.acmCertificateArn").is_present()
                | argument(f"{_VIEWER}.iamCertificateId").is_present(),
                fix=fix(
                    Set(_VIEWER, {**_OWN, "acmCertificateArn": Blank("the ARN of an ACM certificate in us-east-1")})
                ),
                invalid={},
                valid={_VIEWER: _OWN},
                controls=("CloudFront.7",),
            )
        ],
    },
)
