"""The nouns of Route 53: hosted zones, and records with the names and values that they end up with."""

from __future__ import annotations

import re

from policypack.model.alike import Alike
from policypack.model.facts import Fact, all_of, is_not
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, combined

RECORD = ("aws:route53/record:Record",)
CIDR_LOCATION = ("aws:route53/cidrLocation:CidrLocation",)
ZONE = ("aws:route53/zone:Zone",)
CERTIFICATE = "aws:acm/certificate:Certificate"

LONGEST_LABEL = 63
LONGEST_STRING = 255
"""Characters of one character string in a TXT or SPF record."""


def zones_of(stack: Stack, record: Resource) -> Linked:
    """The stack's zone that the record is in."""
    return stack.referred(record, "zoneId", ZONE)


def is_apex(record: Resource, zone: Resource) -> Fact:
    """The record has the name of the zone itself."""
    return all_of(zone["name"].is_set(), combined(_is_apex, record["name"].as_text(), zone["name"].as_text()).is_true())


def full_name(record: Resource, zone: Resource) -> Value:
    """The record's name as the provider sends it: in lower case, below the zone's name, without the last dot."""
    return combined(_full_name, record["name"].as_text(), zone["name"].as_text())


def records_named(stack: Stack, zone: Resource, name: Value) -> list[tuple[Resource, Fact]]:
    """The records of the zone whose full name this is or may be, each with the fact that it is in the zone."""
    return stack.derived(_by_full_name, zone).like(name)


def _by_full_name(stack: Stack, zone: Resource) -> Alike[tuple[Resource, Fact]]:
    records = stack.linked(RECORD, to=zone, by="zoneId").links
    return Alike(((record, fact), full_name(record, zone)) for record, fact in records)


def validates_a_certificate(stack: Stack, record: Resource) -> bool:
    """The record's name is one that ACM made for the validation of a certificate, which nothing else has."""
    return any(stack.type_of(urn) == CERTIFICATE for urn in record.property_dependencies.get("name", ()))


def is_cname(record: Resource) -> Fact:
    return record["type"].equals("CNAME")


def differs_from_cname(record: Resource) -> Fact:
    """The record is of another type, which a CNAME of its name excludes."""
    return all_of(record["type"].is_set(), is_not(is_cname(record)))


def has_long_label(name: str) -> bool:
    """A label of a DNS name is too long; one with escapes is not counted."""
    return any(len(label) > LONGEST_LABEL and "\\" not in label for label in name.split("."))


def has_space(name: str) -> bool:
    """A DNS name has white space."""
    return any(character.isspace() for character in name)


def has_long_string(text: str) -> bool:
    """One of the character strings of a TXT value is too long; a value with escapes is not counted."""
    return "\\" not in text and any(len(one) > LONGEST_STRING for one in _strings(text))


def in_short_strings(text: str) -> str:
    """The TXT value as quoted strings that are each short enough; a value without a long string stays as it is."""
    if not has_long_string(text):
        return text
    return '" "'.join(
        one[start : start + LONGEST_STRING] for one in _strings(text) for start in range(0, len(one), LONGEST_STRING)
    )


def _strings(text: str) -> list[str]:
    return re.split(r'"\s*"', text.strip().strip('"'))


FORMS = {
    "MX": (r"[0-9]{1,5}\s+\S+", "PRIORITY HOST"),
    "SRV": (r"[0-9]{1,5}\s+[0-9]{1,5}\s+[0-9]{1,5}\s+\S+", "PRIORITY WEIGHT PORT HOST"),
    "AAAA": (r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", "of an IPv6 address"),
}
"""The form of a value by the type of its record, and how it is said:
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html"""


def has_form(value: str, type_: str) -> bool:
    """The value has the form of the type; a type without a form has any."""
    return type_ not in FORMS or re.fullmatch(FORMS[type_][0], value.strip()) is not None


def is_ipv4(text: str) -> bool:
    """Four numbers up to 255."""
    parts = text.split(".")
    return len(parts) == 4 and all(re.fullmatch(r"[0-9]{1,3}", part) and int(part) <= 255 for part in parts)


def _full_name(name: str | None, zone: str | None) -> str:
    own, above = (name or "").lower().removesuffix("."), (zone or "").lower().removesuffix(".")
    if own.endswith(above):
        return own
    return f"{own}.{above}" if own else above


def _is_apex(name: str | None, zone: str | None) -> bool:
    return _full_name(name, zone) == (zone or "").lower().removesuffix(".")


RESOLVER_ENDPOINT = ("aws:route53/resolverEndpoint:ResolverEndpoint",)
RESOLVER_RULE = ("aws:route53/resolverRule:ResolverRule",)
RESOLVER_RULE_ASSOCIATION = ("aws:route53/resolverRuleAssociation:ResolverRuleAssociation",)
RESOLVER_FIREWALL_RULE = ("aws:route53/resolverFirewallRule:ResolverFirewallRule",)
BUCKET_DOMAINS = ("bucketDomainName", "bucketRegionalDomainName")
"""Outputs that are the domain of a bucket, not that of its website."""
_BUCKET = re.compile(r"[a-z0-9.-]+\.s3([.-][a-z0-9-]+)?\.amazonaws\.com\.?", re.IGNORECASE)


ZONE_ID = r"(?:/hostedzone/)?.{1,32}"
"""https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html"""
ZONES_OF_SERVICES = {"cloudfront.net": "Z2FDTNDATAQYW2", "awsglobalaccelerator.com": "Z2BJ6XQ5FK7U4H"}
"""The hosted zone of a service whose names are all in one: https://docs.aws.amazon.com/general/latest/gr/cf_region.html
and https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html, read in November 2026."""


def is_below(name: str, domain: str) -> bool:
    """The name is one of the domain."""
    return name.lower().removesuffix(".").endswith(f".{domain}")


def is_bucket(name: str) -> bool:
    """The domain of a bucket, which is no target of an alias; that of an interface endpoint is one."""
    return _BUCKET.fullmatch(name) is not None and "vpce" not in name and "website" not in name
