"""Regions, their partitions and their availability zones."""

from __future__ import annotations

import re

from policypack.catalog.catalog import Catalog

_PARTITIONS = (
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("us-iso-", "aws-iso"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
)


def partition(region: str) -> str:
    """The partition of a region: ``aws``, ``aws-cn``, ``aws-us-gov``..."""
    for prefix, name in _PARTITIONS:
        if region.startswith(prefix):
            return name
    return "aws"


def zones(region: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and IDs of the availability zones; three made from the region's name where the catalog has none."""
    facts = Catalog().zones(region)
    if facts is not None and facts.names:
        return facts.names, facts.ids[: len(facts.names)]
    return tuple(region + letter for letter in "abc"), tuple(f"{_zone_prefix(region)}-az{n}" for n in (1, 2, 3))


def _zone_prefix(region: str) -> str:
    """``eu-south-2`` gives ``eus2``, ``ap-southeast-1`` gives ``apse1``."""
    area, *words, number = region.split("-") if region.count("-") > 1 else (region, "")
    parts = re.findall("north|south|east|west|central|[a-z]+", "-".join(words))
    return area + "".join(part[0] for part in parts) + number


def dns_suffix(region: str) -> str:
    """The domain that service names of the region's partition end in."""
    return "amazonaws.com.cn" if partition(region) == "aws-cn" else "amazonaws.com"
