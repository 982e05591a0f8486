"""The nouns of CloudFront: a distribution's origins, behaviors and certificate."""

from __future__ import annotations

import re
from collections.abc import Callable

from policypack.aws.common.computed import is_made_elsewhere
from policypack.model.facts import TRUE, Fact, all_of, any_fact, any_of, is_not, known
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, text_of, together

DISTRIBUTION = ("aws:cloudfront/distribution:Distribution",)
CERTIFICATE = ("aws:acm/certificate:Certificate",)
CERTIFICATE_VALIDATION = ("aws:acm/certificateValidation:CertificateValidation",)

CERTIFICATE_REGION = "us-east-1"
"""The region of all certificates that CloudFront shows to viewers."""
_CERTIFICATE_ARN = "viewerCertificate.acmCertificateArn"

TTL_PAIRS = (("minTtl", "defaultTtl"), ("defaultTtl", "maxTtl"), ("minTtl", "maxTtl"))
_BUCKET = re.compile(r"(^|[.-])s3[.-]|\.s3\.|s3express|accesspoint|mediastore|mediapackage", re.IGNORECASE)
"""A domain of a bucket or of another origin of AWS's that CloudFront knows."""
_VERSION = re.compile(r"arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]+:function:[^:]+:[0-9]+")
_WEBSITES = ("websiteEndpoint",)
_HOSTS = ("dnsName",)
_URLS = ("functionUrl", "invokeUrl", "apiEndpoint")
"""Outputs that are websites, hosts and URLs, whatever resource they are of."""
_WEBSITE = re.compile(r"[^/]+\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?")


def behaviors(distribution: Resource) -> tuple[tuple[str, Value], ...]:
    """Each cache behavior, with the argument that it is of."""
    ordered = (("orderedCacheBehaviors", one) for one in distribution["orderedCacheBehaviors"].elements())
    return (("defaultCacheBehavior", distribution["defaultCacheBehavior"]), *ordered)


def has_origin(distribution: Resource, argument: str, behavior: Value) -> Fact:
    """An origin or an origin group has the behavior's targetOriginId.

    An unknown ID that comes from the same resource as an origin is assumed to be that origin's.
    """
    wanted = behavior["targetOriginId"]
    if wanted.is_unknown:
        return TRUE if _share_a_resource(distribution, argument) else wanted.undecided()
    ids = [one["originId"] for name in ("origins", "originGroups") for one in distribution[name].elements()]
    return any_fact(together(lambda one, two: one == two, wanted.as_text(), one.as_text()) for one in ids)


def _share_a_resource(distribution: Resource, argument: str) -> bool:
    depends = distribution.property_dependencies
    return bool(set(depends.get(argument, ())) & {*depends.get("origins", ()), *depends.get("originGroups", ())})


def is_ordered(lower: Value, upper: Value) -> Fact:
    """Both are set and in order, or one is not set."""
    if lower.is_absent or upper.is_absent:
        return TRUE
    return together(lambda one, two: one <= two, lower.as_number(), upper.as_number())


def is_website_without_settings(origin: Value, distribution: Resource) -> Fact:
    """The origin has no settings of a custom one, and its domain is a bucket's website."""
    told = _is_output(origin, _WEBSITES)
    return any_of(
        all_of(told, _has_no_settings(origin)),
        _is_without_settings(origin, distribution, lambda name: bool(_WEBSITE.fullmatch(name))),
    )


def is_url_without_settings(origin: Value, distribution: Resource) -> Fact:
    """The origin has no settings of a custom one, and its domain is a URL."""
    return all_of(_has_no_settings(origin), _is_url(origin, distribution))


def is_url_with_settings(origin: Value, distribution: Resource) -> Fact:
    """The origin has settings of a custom one, and its domain is a URL all the same."""
    return all_of(is_not(_has_no_settings(origin)), _is_url(origin, distribution))


def is_other_host_without_settings(origin: Value, distribution: Resource) -> Fact:
    """The origin has no settings of a custom one, and its domain is neither a bucket's, nor a website's, nor a URL."""
    told = _is_output(origin, _HOSTS)
    return any_of(all_of(told, _has_no_settings(origin)), _is_without_settings(origin, distribution, _is_no_bucket))


def _is_no_bucket(name: str) -> bool:
    return "://" not in name and "." in name and not _BUCKET.search(name) and not _WEBSITE.fullmatch(name)


def _is_url(origin: Value, distribution: Resource) -> Fact:
    """What a preview knows of the domain is that of a URL; an output that it does not know is assumed to be right."""
    domain = origin["domainName"]
    starts = domain.starts_with("https://", "http://")
    written = all_of(
        is_not(is_made_elsewhere(domain, distribution, "origins")), domain.as_text().test(lambda name: "://" in name)
    )
    return any_of(written, known(starts.truth is True), _is_output(origin, _URLS))


def _is_output(origin: Value, outputs: tuple[str, ...]) -> Fact:
    """The domain is just this output of a resource."""
    text = text_of(origin["domainName"])
    return known(text is not None and text.sole is not None and text.sole.output in outputs)


def _has_no_settings(origin: Value) -> Fact:
    return all_of(is_not(origin["customOriginConfig"].is_set()), is_not(origin["vpcOriginConfig"].is_set()))


def _is_without_settings(origin: Value, distribution: Resource, is_custom: Callable[[str], bool]) -> Fact:
    domain = origin["domainName"]
    return all_of(
        is_not(is_made_elsewhere(domain, distribution, "origins")),
        _has_no_settings(origin),
        domain.as_text().test(is_custom),
    )


def certificates(stack: Stack, distribution: Resource) -> Linked:
    """The stack's certificates that the distribution shows to viewers, also where it waits for their validation."""
    waited_for = [stack.referred(one, "certificateArn", CERTIFICATE) for one in validations(stack, distribution)]
    direct = () if waited_for else stack.referred(distribution, _CERTIFICATE_ARN, CERTIFICATE).links
    return sum(waited_for, Linked(direct))


def validations(stack: Stack, distribution: Resource) -> tuple[Resource, ...]:
    """The validations of certificates that the distribution waits for."""
    return stack.referred(distribution, _CERTIFICATE_ARN, CERTIFICATE_VALIDATION).certain()


def has_certificate(distribution: Resource) -> Fact:
    """The distribution has a certificate, from ACM or IAM, instead of CloudFront's default one."""
    viewer = distribution["viewerCertificate"]
    return any_of(viewer["acmCertificateArn"].is_set(), viewer["iamCertificateId"].is_set())


def is_elsewhere(region: Value) -> Fact:
    """CloudFront rejects certificates of this region. CloudFront in China is a separate service."""
    return region.test(lambda name: name != CERTIFICATE_REGION and not str(name).startswith("cn-"))


def names_certificate_elsewhere(distribution: Resource) -> Fact:
    """The certificate's ARN, where the program writes it, is of such a region."""
    arn = distribution.at(_CERTIFICATE_ARN)
    made_elsewhere = is_made_elsewhere(arn, distribution, "viewerCertificate")
    return all_of(is_not(made_elsewhere), arn.as_text().test(_is_arn_elsewhere))


def _is_arn_elsewhere(arn: str) -> bool:
    parts = arn.split(":")
    return parts[:3] == ["arn", "aws", "acm"] and len(parts) > 3 and parts[3] != CERTIFICATE_REGION


def is_of_no_version(arn: Value, distribution: Resource, argument: str) -> Fact:
    """The ARN of a function names no version of it by its number; an output that a preview does not know does, unless
    it is the ARN of a function or of an alias itself."""
    text = text_of(arn)
    sole = None if text is None else text.sole
    is_plain = sole is not None and sole.output in ("arn", "invokeArn") and "::aws:lambda/" in sole.urn
    written = all_of(
        is_not(is_made_elsewhere(arn, distribution, argument)),
        arn.as_text().test(lambda name: ":function:" in name and not _VERSION.fullmatch(name)),
    )
    return any_of(known(is_plain), written)


def is_qualified(arn: Value) -> bool:
    """The ARN is a function's with the version that this update publishes, $LATEST where it publishes none."""
    text = text_of(arn)
    return text is not None and text.sole is not None and text.sole.output == "qualifiedArn"


def names_regional_acl(distribution: Resource) -> Fact:
    """The web ACL's ARN is of one for the resources of a region."""
    return distribution["webAclId"].as_text().test(lambda name: ":regional/webacl/" in name)
