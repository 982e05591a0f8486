"""tls-current: TLS versions, policies and keys must be current."""

from policypack.aws import cloudfront, elb
from policypack.aws.apigateway import rest
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import left_open, not_one_of, one_value, practice
from policypack.fix import Set, fix
from policypack.rule import practices_rule

_LISTENER_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
_CLASSIC_POLICY = "ELBSecurityPolicy-TLS-1-2-2017-01"
_LISTENER = {"port": 443, "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/orders"}
_ORIGIN = {
    "originId": "files",
    "domainName": "api.example.com",
    "customOriginConfig": {"httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "https-only"},
}
_OWN_CERTIFICATE = {
    "viewerCertificate": {"acmCertificateArn": _LISTENER["certificateArn"], "sslSupportMethod": "sni-only"}
}
_OLD = ("SSLv3", "TLSv1", "TLSv1.1")
_OF_DOMAIN = "domainNameConfiguration.securityPolicy"
_protocols = argument("customOriginConfig.originSslProtocols")
_policy = argument("sslPolicy")
_attributes = argument("policyAttributes")


def _reference(policy: str) -> list[dict[str, str]]:
    return [{"name": "Reference-Security-Policy", "value": policy}]


RULE = practices_rule(
    id="tls-current",
    summary="TLS versions, policies and keys must be current",
    rationale="""
        TLS 1.0 and 1.1 have been withdrawn, and ciphers without forward secrecy let whoever records traffic today read
        it once the key is known. A listener without a policy has AWS's oldest one. CloudFront's own certificate, and
        one that is served from dedicated addresses, leave no choice of the version and are not asked. A custom domain
        of API Gateway that says no policy has the one that AWS chooses: the answer is undetermined.
    """,
    harm="Old versions of TLS and short keys have known attacks.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.LISTENER: [
            practice(
                _policy.matches(
                    r"ELBSecurityPolicy-TLS13-1-[23]-.*", "a policy with TLS 1.3 and nothing below TLS 1.2"
                ),
                when=argument("protocol").one_of("HTTPS", "TLS"),
                fix=fix(Set("sslPolicy", _LISTENER_POLICY)),
                invalid=(
                    {**_LISTENER, "protocol": "HTTPS"},
                    {**_LISTENER, "protocol": "HTTPS", "sslPolicy": "ELBSecurityPolicy-2016-08"},
                ),
                valid={**_LISTENER, "protocol": "HTTPS", "sslPolicy": _LISTENER_POLICY},
                controls=("ELB.17",),
            )
        ],
        ("aws:elb/loadBalancerPolicy:LoadBalancerPolicy",): [
            practice(
                _attributes.has_element("value", _CLASSIC_POLICY),
                when=argument("policyTypeName").equals("SSLNegotiationPolicyType")
                & _attributes.has_element("name", "Reference-Security-Policy"),
                at="policyAttributes",
                fix=fix(Set("policyAttributes", _reference(_CLASSIC_POLICY))),
                invalid={"policyAttributes": _reference("ELBSecurityPolicy-2016-08")},
                valid={"policyAttributes": _reference(_CLASSIC_POLICY)},
                source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-8",
            )
        ],
        cloudfront.DISTRIBUTION: [
            one_value(
                "viewerCertificate.minimumProtocolVersion",
                "TLSv1.2_2021",
                "TLSv1.2_2025",
                "TLSv1.3_2025",
                but_not="TLSv1",
                when=(
                    argument("viewerCertificate.acmCertificateArn").is_present()
                    | argument("viewerCertificate.iamCertificateId").is_present()
                )
                & ~argument("viewerCertificate.sslSupportMethod").equals("vip"),
                beside=_OWN_CERTIFICATE,
                controls=("CloudFront.15",),
            ),
            practice(
                ~(_protocols.contains(_OLD[0]) | _protocols.contains(_OLD[1]) | _protocols.contains(_OLD[2])).called(
                    "an old version of TLS is among customOriginConfig.originSslProtocols",
                    "an old version of TLS must be among customOriginConfig.originSslProtocols",
                    fails="customOriginConfig.originSslProtocols has no version below TLSv1.2",
                    ban="customOriginConfig.originSslProtocols must have no version below TLSv1.2",
                ),
                fix=fix(Set("customOriginConfig.originSslProtocols", ["TLSv1.2"])),
                invalid={**_ORIGIN, "customOriginConfig.originSslProtocols": ["TLSv1", "TLSv1.2"]},
                valid={**_ORIGIN, "customOriginConfig.originSslProtocols": ["TLSv1.2"]},
                controls=("CloudFront.10",),
            ).inside("origins[]"),
        ],
        rest.DOMAIN_NAME: [
            practice(
                ~argument("securityPolicy").equals("TLS_1_0") & left_open("securityPolicy"),
                fix=fix(Set("securityPolicy", "TLS_1_2")),
                invalid={"securityPolicy": "TLS_1_0"},
                valid={"securityPolicy": "TLS_1_2"},
                controls=("APIGateway.11",),
            )
        ],
        ("aws:apigatewayv2/domainName:DomainName",): [
            practice(
                argument(_OF_DOMAIN).equals("TLS_1_2"),
                fix=fix(Set(_OF_DOMAIN, "TLS_1_2")),
                invalid={_OF_DOMAIN: "TLS_1_0"},
                valid={_OF_DOMAIN: "TLS_1_2"},
                controls=("APIGateway.11",),
            )
        ],
        cloudfront.CERTIFICATE: [
            not_one_of(
                "keyAlgorithm",
                "RSA_1024",
                instead="RSA_2048",
                when=argument("certificateBody").is_empty(),
                controls=("ACM.2",),
            )
        ],
    },
)
