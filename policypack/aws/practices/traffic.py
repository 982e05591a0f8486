"""The rows of encryption in transit for load balancers, CloudFront and API Gateway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policypack.aws import apigatewayv2, cloudfront, elb
from policypack.constraint import Blank, Constraint, Set, argument, fix
from policypack.constraint.practices import not_one_of, practice
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.facts import FALSE, Fact, all_of

_protocol, _port = argument("protocol"), argument("port")
_REDIRECT = {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"}}
_FORWARD = {
    "type": "forward",
    "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/0123456789abcdef",
}
_LISTENER = {"instancePort": 80, "instanceProtocol": "http", "lbPort": 80}
_CERTIFICATE = {"sslCertificateId": "arn:aws:acm:us-east-1:123456789012:certificate/orders"}
_ORIGIN = {
    "originId": "files",
    "domainName": "api.example.com",
    "customOriginConfig": {"httpPort": 80, "httpsPort": 443, "originSslProtocols": ["TLSv1.2"]},
}
_BEHAVIOR = {
    "pathPattern": "/api/*",
    "targetOriginId": "files",
    "allowedMethods": ["GET", "HEAD"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
}
_VIEWERS = "viewerProtocolPolicy"
_ORIGINS = "customOriginConfig.originProtocolPolicy"
_LINK = {"connectionType": "VPC_LINK", "connectionId": "a1b2c3", "integrationMethod": "ANY"}
_WEBSITE = r".+\.s3-website[.-].+"


def _redirects(it: Subject) -> Fact:
    """The default action leads to HTTPS."""
    return it.at("defaultActions").any(
        lambda one: all_of(one["type"].equals("redirect"), one.at("redirect.protocol").equals("HTTPS"))
    )


def _rules_decide(it: Subject) -> Fact:
    """Unknown where the default action is a fixed response: the listener's rules say what happens to requests."""
    kinds = [one["type"] for one in it.at("defaultActions").elements()]
    fixed = [one for one in kinds if one.equals("fixed-response").truth]
    return fixed[0].undecided() if fixed and len(fixed) == len(kinds) else FALSE


_silent = Words("", "", "", "")
HTTP: Condition = (_protocol.equals("HTTP") | (_protocol.is_empty() & _port.equals(80))).called(
    "the listener speaks HTTP", "the listener must speak HTTP"
)
"""An application load balancer's listener that speaks HTTP, which is also what one without a protocol does."""

IN_TRANSIT: Mapping[tuple[str, ...], Sequence[Constraint]] = {
    elb.LISTENER: [
        practice(
            Condition(
                _redirects,
                Words.of(
                    "defaultActions",
                    "lead to HTTPS",
                    "do not lead to HTTPS",
                    "must lead to HTTPS (redirect)",
                    "must not lead to HTTPS",
                ),
                ("defaultActions",),
            )
            | Condition(_rules_decide, _silent),
            when=HTTP,
            fix=fix(Set("defaultActions", [_REDIRECT])),
            invalid=(
                {"port": 80, "protocol": "HTTP", "defaultActions": [_FORWARD]},
                {"port": 80, "defaultActions": [_FORWARD]},
            ),
            valid={"port": 80, "protocol": "HTTP", "defaultActions": [_REDIRECT]},
            controls=("ELB.1", "ELB.18"),
        )
    ],
    elb.CLASSIC: [
        practice(
            argument("lbProtocol").one_of("https", "HTTPS", "ssl", "SSL"),
            fix=fix(Set("lbProtocol", "https"), Set("sslCertificateId", Blank("the ARN of an ACM certificate"))),
            invalid={"lbProtocol": "http"},
            valid={"lbProtocol": "https", **_CERTIFICATE},
            controls=("ELB.3",),
        ).inside("listeners[]", beside=_LISTENER)
    ],
    cloudfront.DISTRIBUTION: [
        not_one_of(
            f"defaultCacheBehavior.{_VIEWERS}", "allow-all", instead="redirect-to-https", controls=("CloudFront.3",)
        ),
        practice(
            ~argument(_VIEWERS).equals("allow-all"),
            fix=fix(Set(_VIEWERS, "redirect-to-https")),
            invalid={_VIEWERS: "allow-all"},
            valid=({_VIEWERS: "https-only"}, {_VIEWERS: "redirect-to-https"}),
            controls=("CloudFront.3",),
        ).inside("orderedCacheBehaviors[]", beside=_BEHAVIOR),
        practice(
            ~argument(_ORIGINS).equals("http-only"),
            when=~argument("domainName").matches(_WEBSITE, "the website of a bucket").unsaid(),
            fix=fix(Set(_ORIGINS, "https-only")),
            invalid={_ORIGINS: "http-only"},
            valid=(
                {_ORIGINS: "https-only"},
                {_ORIGINS: "http-only", "domainName": "files.s3-website-us-east-1.amazonaws.com"},
            ),
            controls=("CloudFront.9",),
        ).inside("origins[]", beside=_ORIGIN),
    ],
    apigatewayv2.INTEGRATION: [
        practice(
            argument("tlsConfig").is_given(),
            when=argument("connectionType").equals("VPC_LINK"),
            fix=fix(Set("tlsConfig", {"serverNameToVerify": Blank("the name in the certificate of the listener")})),
            invalid=_LINK,
            valid={**_LINK, "tlsConfig": {"serverNameToVerify": "orders.example.com"}},
            controls=("APIGateway.10",),
        )
    ],
}
