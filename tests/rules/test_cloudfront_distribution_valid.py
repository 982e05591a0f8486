"""cloudfront-distribution-valid: what its examples do not show."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from policypack.aws.cloudfront import CERTIFICATE, DISTRIBUTION
from policypack.aws.cloudfront.rules.cloudfront_distribution_valid import RULE
from policypack.model.holes import Hole, Text
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

WEB = {"originId": "web", "domainName": "orders.s3.amazonaws.com"}
WEBSITE = "orders.s3-website-eu-west-1.amazonaws.com"
ARN = "arn:{}:acm:{}:123456789012:certificate/x"


def verdict(**inputs: Any) -> str:
    said = {"origins": [WEB], "defaultCacheBehavior": {"targetOriginId": "web"}, **inputs}
    return str(judge(RULE, **said))


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, "fine"),
        ({"defaultCacheBehavior": {"targetOriginId": "site"}}, "violated: defaultCacheBehavior"),
        ({"defaultCacheBehavior": [{"targetOriginId": "site"}]}, "violated: defaultCacheBehavior"),
        ({"defaultCacheBehavior": {"targetOriginId": UNKNOWN}}, "undetermined: defaultCacheBehavior.targetOriginId"),
        ({"origins": [{**WEB, "originId": UNKNOWN}]}, "undetermined: origins[0].originId"),
        ({"origins": [{**WEB, "originId": UNKNOWN}, WEB]}, "fine"),
        ({"originGroups": [{"originId": "both"}], "defaultCacheBehavior": {"targetOriginId": "both"}}, "fine"),
        ({"orderedCacheBehaviors": [{"targetOriginId": "api"}]}, "violated: orderedCacheBehaviors"),
        ({"defaultCacheBehavior": None}, "fine"),
    ],
)
def test_origins_of_behaviors(inputs: dict[str, Any], expected: str) -> None:
    assert verdict(**inputs) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({"minTtl": 0, "defaultTtl": 0, "maxTtl": 0}, "fine"),
        ({"minTtl": 1, "defaultTtl": "0"}, "violated: defaultCacheBehavior"),
        ({"defaultTtl": 2, "maxTtl": 1}, "violated: defaultCacheBehavior"),
        ({"minTtl": 2, "maxTtl": 1}, "violated: defaultCacheBehavior"),
        ({"defaultTtl": 2, "maxTtl": 1, "cachePolicyId": UNKNOWN}, "fine"),
        ({"defaultTtl": UNKNOWN, "maxTtl": 1}, "undetermined: defaultCacheBehavior.defaultTtl"),
        ({"maxTtl": 1}, "fine"),
    ],
)
def test_times(times: dict[str, Any], expected: str) -> None:
    assert verdict(defaultCacheBehavior={"targetOriginId": "web", **times}) == expected


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ({"domainName": WEBSITE}, "violated: origins"),
        ({"domainName": WEBSITE, "customOriginConfig": {"httpPort": 80}}, "fine"),
        ({"domainName": WEBSITE, "s3OriginConfig": {"originAccessIdentity": ""}}, "violated: origins"),
        ({"domainName": "https://example.com"}, "violated: origins"),
        ({"domainName": "example.com"}, "violated: origins"),
        ({"domainName": "example.com", "customOriginConfig": {"httpPort": 80}}, "fine"),
        ({"domainName": "example.com", "vpcOriginConfig": {"vpcOriginId": "vo-1"}}, "fine"),
        ({"domainName": UNKNOWN}, "undetermined: origins[0].domainName"),
        ({"domainName": secret("http://example.com")}, "violated: origins"),
    ],
)
def test_domains_of_origins(origin: dict[str, Any], expected: str) -> None:
    assert verdict(origins=[{"originId": "web", **origin}]) == expected


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        ({"acmCertificateArn": ARN.format("aws", "us-east-1")}, "fine"),
        ({"acmCertificateArn": ARN.format("aws", "eu-west-1")}, "violated: viewerCertificate"),
        ({"acmCertificateArn": ARN.format("aws-cn", "cn-north-1")}, "fine"),
        ({"acmCertificateArn": UNKNOWN}, "undetermined: viewerCertificate.acmCertificateArn"),
        ({"iamCertificateId": UNKNOWN}, "fine"),
        ({"cloudfrontDefaultCertificate": True}, "violated: aliases"),
        (None, "violated: aliases"),
    ],
)
def test_certificates(viewer: object, expected: str) -> None:
    assert verdict(aliases=["example.com"], viewerCertificate=viewer) == expected


@pytest.mark.parametrize(
    ("provider", "own", "expected"),
    [
        ("us-east-1", None, "fine"),
        ("eu-west-1", None, "violated: viewerCertificate"),
        ("eu-west-1", "us-east-1", "fine"),
        (UNKNOWN, None, "undetermined: region"),
        ("cn-north-1", None, "fine"),
    ],
)
def test_the_region_of_a_certificate_of_the_stack(provider: object, own: object, expected: str) -> None:
    certificate = resource(CERTIFICATE[0], "site", {"region": own} if own else {}, provider={"region": provider})
    viewer = {"viewerCertificate": {"acmCertificateArn": UNKNOWN}}
    inputs = {"origins": [WEB], "defaultCacheBehavior": {"targetOriginId": "web"}, **viewer}
    site = resource(DISTRIBUTION[0], "cdn", inputs, depends={"viewerCertificate": [certificate]})
    assert str(judge_stack(RULE, certificate, site)["cdn"]) == expected


FUNCTION = "urn:pulumi:dev::shop::aws:lambda/function:Function::edge"


def output(name: str) -> Text:
    return Text((Hole("edge", name, FUNCTION, never_empty=True),))


@pytest.mark.parametrize(
    ("arn", "answer"),
    [
        (output("arn"), "violated"),
        ("arn:aws:lambda:us-east-1:123456789012:function:edge:7", "fine"),
        ("arn:aws:lambda:us-east-1:123456789012:function:edge:live", "violated"),
        ("arn:aws:lambda:us-east-1:123456789012:function:edge", "violated"),
    ],
)
def test_versions_of_functions(arn: object, answer: str) -> None:
    association = {"eventType": "viewer-request", "lambdaArn": arn}
    behavior = {"targetOriginId": "web", "lambdaFunctionAssociations": [association]}
    assert verdict(defaultCacheBehavior=behavior).startswith(answer)


def test_a_function_that_publishes_no_version() -> None:
    association = {"eventType": "viewer-request", "lambdaArn": output("qualifiedArn")}
    behavior = {"targetOriginId": "web", "lambdaFunctionAssociations": [association]}
    for publishes, answer in ((True, "fine"), (None, "violated"), (UNKNOWN, "undetermined")):
        function = dataclasses.replace(
            resource("aws:lambda/function:Function", "edge", {"publish": publishes} if publishes else {}), urn=FUNCTION
        )
        inputs = {"origins": [WEB], "defaultCacheBehavior": behavior}
        site = resource(DISTRIBUTION[0], "site", inputs, depends={"defaultCacheBehavior": [function]})
        assert str(judge_stack(RULE, function, site)["site"]).startswith(answer)
