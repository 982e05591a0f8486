"""Plausible answers to the AWS functions that depend on nothing but the region.

What belongs to somebody's account (a VPC, a zone, a secret) is not invented here: see ``answers``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from policypack.sources.aws_places import dns_suffix, partition, zones
from policypack.sources.aws_policy_document import policy_document

ACCOUNT = "123456789012"
"""The account ID that AWS's own documentation uses in its examples."""
DEFAULT_REGION = "us-east-1"
"""Taken where neither the stack nor the environment says a region."""

Arguments = Mapping[str, Any]
Answer = dict[str, Any]


_PUBLIC_PARAMETERS = "/aws/service/"
"""Parameters of AWS's own, most of them the IDs of images; whatever else a store holds is its owner's."""


_FLAGS = frozenset(
    {
        "allAvailabilityZones",
        "allowUnsafeFilter",
        "includeDeprecated",
        "mostRecent",
        "sortAscending",
        "withDecryption",
    }
)
"""The arguments of the functions below that are booleans."""
_BOOLEANS = {"true": True, "false": False}


def invoke(
    token: str, args: Arguments, region: str | None, *, default_tags: Mapping[str, Any] | None = None
) -> Answer | None:
    """What the function ``token`` answers in ``region``; None where nothing can be said offline.

    ``default_tags`` are those of the provider that is asked. Arguments of the program are echoed in the answer.
    """
    where = str(args.get("region") or region or DEFAULT_REGION)
    if token == "aws:index/getDefaultTags:getDefaultTags":
        return {"id": partition(where), "tags": dict(default_tags or {})}
    if token == "aws:ssm/getParameter:getParameter" and not str(args.get("name")).startswith(_PUBLIC_PARAMETERS):
        return None
    answer = _FUNCTIONS.get(token)
    return None if answer is None else {**_typed(args), **answer(args, where)}


def _typed(args: Arguments) -> Answer:
    """The arguments as a provider echoes them: a flag that a program wrote as a text is a boolean."""
    return {name: _BOOLEANS.get(str(value), value) if name in _FLAGS else value for name, value in args.items()}


def _identifier(prefix: str, args: Arguments, region: str, digits: int = 17) -> str:
    """An ID of AWS's form that is the same for the same question."""
    seed = repr((prefix, sorted(args.items(), key=str), region))
    return prefix + hashlib.sha256(seed.encode()).hexdigest()[:digits]


def _region(args: Arguments, region: str) -> Answer:
    name = str(args.get("name") or region)
    return {
        "id": name,
        "name": name,
        "region": name,
        "description": name,
        "endpoint": f"ec2.{name}.{dns_suffix(name)}",
    }


def _caller_identity(_args: Arguments, region: str) -> Answer:
    arn = f"arn:{partition(region)}:iam::{ACCOUNT}:user/preview"
    return {"id": ACCOUNT, "accountId": ACCOUNT, "arn": arn, "userId": "AIDACKCEVSQ6C2EXAMPLE"}


def _partition(_args: Arguments, region: str) -> Answer:
    suffix = dns_suffix(region)
    name = partition(region)
    reverse = ".".join(reversed(suffix.split(".")))
    return {"id": name, "partition": name, "dnsSuffix": suffix, "reverseDnsPrefix": reverse}


def _availability_zones(args: Arguments, region: str) -> Answer:
    names, ids = zones(region)
    left_out = {*args.get("excludeNames", ()), *args.get("excludeZoneIds", ())}
    pairs = [pair for pair in zip(names, ids, strict=False) if not left_out & set(pair)]
    return {
        "id": region,
        "region": region,
        "names": [name for name, _ in pairs],
        "zoneIds": [zone_id for _, zone_id in pairs],
        "groupNames": [region],
    }


def _availability_zone(args: Arguments, region: str) -> Answer:
    names, ids = zones(region)
    asked = args.get("name") or args.get("zoneId")
    pairs = list(zip(names, ids, strict=False))
    name, zone_id = next((pair for pair in pairs if asked in pair), pairs[0])
    return {
        "id": name,
        "name": name,
        "nameSuffix": name[len(region) :],
        "zoneId": zone_id,
        "region": region,
        "groupName": region,
        "networkBorderGroup": region,
        "optInStatus": "opt-in-not-required",
        "state": "available",
        "zoneType": "availability-zone",
    }


def _ami(args: Arguments, region: str) -> Answer:
    identifier = _identifier("ami-", args, region)
    architecture = "arm64" if re.search("arm64|aarch64", repr(args)) else "x86_64"
    owners = args.get("owners") or [ACCOUNT]
    return {
        "id": identifier,
        "imageId": identifier,
        "arn": f"arn:{partition(region)}:ec2:{region}::image/{identifier}",
        "architecture": architecture,
        "ownerId": str(owners[0]),
        "name": "preview",
        "region": region,
        "rootDeviceType": "ebs",
        "rootDeviceName": "/dev/xvda",
        "state": "available",
        "virtualizationType": "hvm",
        "blockDeviceMappings": [],
        "tags": {},
    }


def _ami_ids(args: Arguments, region: str) -> Answer:
    return {"id": region, "ids": [_identifier("ami-", args, region)]}


def _parameter(args: Arguments, region: str) -> Answer:
    value = _identifier("ami-", args, region)
    name = str(args["name"])
    arn = f"arn:{partition(region)}:ssm:{region}::parameter{name}"
    return {"id": name, "arn": arn, "type": "String", "value": value, "insecureValue": value, "version": 1}


def _canonical_user_id(_args: Arguments, _region: str) -> Answer:
    return {"id": _identifier("", {"account": ACCOUNT}, "", 64), "displayName": "preview"}


def _service(args: Arguments, region: str) -> Answer:
    service = str(args.get("serviceId") or "")
    dns_name = f"{service}.{region}.{dns_suffix(region)}"
    reverse = ".".join(reversed(dns_name.split(".")))
    return {
        "id": reverse,
        "region": region,
        "serviceId": service,
        "dnsName": dns_name,
        "partition": partition(region),
        "reverseDnsName": reverse,
        "reverseDnsPrefix": _partition(args, region)["reverseDnsPrefix"],
        "supported": True,
    }


def _service_principal(args: Arguments, region: str) -> Answer:
    service = str(args.get("serviceName") or "")
    name = f"{service}.{dns_suffix(region)}" if partition(region) != "aws" else f"{service}.amazonaws.com"
    return {"id": f"{service}.{region}", "name": name, "region": region, "suffix": name.partition(".")[2]}


def _service_account(_args: Arguments, region: str) -> Answer:
    return {"id": ACCOUNT, "arn": f"arn:{partition(region)}:iam::{ACCOUNT}:root", "region": region}


def _managed_cloudfront_policy(args: Arguments, _region: str) -> Answer:
    digits = _identifier("", args, "", 32)
    cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
    identifier = str(args.get("id") or "-".join(digits[start:end] for start, end in cuts))
    return {"id": identifier, "arn": f"arn:aws:cloudfront::{ACCOUNT}:policy/{identifier}"}


def _prefix_list(args: Arguments, region: str) -> Answer:
    return {"id": _identifier("pl-", args, region, 8), "region": region, "cidrBlocks": [], "entries": []}


def _policy_document(args: Arguments, _region: str) -> Answer:
    return policy_document(args)


_FUNCTIONS: Mapping[str, Callable[[Arguments, str], Answer]] = {
    "aws:cloudfront/getCachePolicy:getCachePolicy": _managed_cloudfront_policy,
    "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": _managed_cloudfront_policy,
    "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": _managed_cloudfront_policy,
    "aws:ec2/getAmi:getAmi": _ami,
    "aws:ssm/getParameter:getParameter": _parameter,
    "aws:ec2/getAmiIds:getAmiIds": _ami_ids,
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": _prefix_list,
    "aws:ec2/getPrefixList:getPrefixList": _prefix_list,
    "aws:elb/getServiceAccount:getServiceAccount": _service_account,
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
    "aws:index/getAvailabilityZone:getAvailabilityZone": _availability_zone,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _availability_zones,
    "aws:index/getBillingServiceAccount:getBillingServiceAccount": _service_account,
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getRegion:getRegion": _region,
    "aws:index/getService:getService": _service,
    "aws:index/getServicePrincipal:getServicePrincipal": _service_principal,
    "aws:s3/getCanonicalUserId:getCanonicalUserId": _canonical_user_id,
}
