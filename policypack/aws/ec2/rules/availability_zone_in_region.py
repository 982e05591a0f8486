"""availability-zone-in-region: Availability zones must be in the resource's region."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from policypack.aws.common.programs import python_name
from policypack.aws.common.regions import same_region
from policypack.aws.ec2.zone_arguments import ZONE_ARGUMENTS, zone_values
from policypack.catalog.zones import zone_of
from policypack.check import FALSE, UNKNOWN, Fact, Resource, Value, Verdict, all_facts, any_of, combined, require
from policypack.rule import Rejection, StackContext, StackRule

NO_ZONE = ("", "all")
"""Texts that name no zone: none said, and any zone at all for a target outside of the VPC."""


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each zone, by name or by id, is one of the resource's region, or is taken from a resource there."""
    region = context.region(resource).or_default(UNKNOWN)
    for zone in zone_values(resource):
        yield require(
            any_of(is_of(region, zone, context), is_taken_from_there(zone, resource, context)),
            at=zone,
            problem=f"{zone.path} is {zone}, which is no zone of {region}: AWS refuses it in the middle of the update.",
            fix=code(zone, region, context),
        )


def is_of(region: Value, zone: Value, context: StackContext[None]) -> Fact:
    """The catalogue has the zone for the region; a Spot Fleet takes several in one text, with commas between them."""

    def told(text: str, name: str) -> object:
        answers = [answer(name, one.strip(), context) for one in text.split(",")]
        return False if False in answers else UNKNOWN if None in answers else True

    return combined(told, zone.as_text(), region.as_text()).is_true()


def answer(region: str, zone: str, context: StackContext[None]) -> bool | None:
    """Whether the zone is one of the region; None where the catalogue cannot tell."""
    if zone in NO_ZONE:
        return True
    return False if zone in context.catalogue.region_names() else context.catalogue.is_zone_of(region, zone)


def is_taken_from_there(zone: Value, resource: Resource, context: StackContext[None]) -> Fact:
    """The zone is not known yet and comes from resources of the same region that have one: a subnet, an instance."""
    argument = re.split(r"[.\[]", zone.path)[0]
    sources = [context.stack.get(urn) for urn in resource.property_dependencies.get(argument, ())]
    placed = [source for source in sources if source is not None and source.type in ZONE_ARGUMENTS]
    if not zone.is_unknown or not sources or len(placed) < len(sources):
        return FALSE
    return all_facts(same_region(resource, source, context.deployment) for source in placed)


def code(zone: Value, region: Value, context: StackContext[None]) -> str:
    """The argument with zones of the region, by name or by id as the program has them."""
    argument = python_name(re.sub(r"\[\d+\]$", "", zone.path).rpartition(".")[2])
    zones = region.say(lambda name: " ".join(zones_like(zone, str(name), context)), "").split()
    if not zones:
        return f'{argument}=...  # of aws.get_availability_zones(state="available")'
    return f"{argument}={json.dumps(zones)}" if zone.path.endswith("]") else f'{argument}="{zones[0]}"'


def zones_like(zone: Value, region: str, context: StackContext[None]) -> tuple[str, ...]:
    """All zones of the region; the one with the same letter or number stands first where there is one."""
    facts = context.catalogue.zones(region)
    text = zone.say(str, "")
    meant = zone_of(text)
    zones = () if facts is None else facts.ids if meant and meant.is_id else facts.names
    return tuple(sorted(zones, key=lambda one: one[-1:] != text[-1:]))


RULE = StackRule(
    id="availability-zone-in-region",
    summary="Availability zones must be in the resource's region",
    rationale="""
        A stack that moves to another region takes its zones along, and AWS finds out only when it comes to the
        subnet, the volume or the cache. The region is the resource's own (pulumi-aws 7), its provider's, or the
        stack's. Zones count by name and by id. A local or wavelength zone belongs to the region that it is named
        after; whether the account has opted in is not known here. In the oldest regions accounts see other letters
        than others do: a letter that the catalogue skips is undetermined, one that no account has is refused. A
        zone that a preview does not know yet is fine where it comes from a subnet, an instance or another resource
        with a zone of the same region. Arguments that name zones of another region, as the destination of an EFS
        replication, are not asked.
    """,
    rejections=(
        Rejection(
            service="EC2",
            condition="A resource is put into an availability zone of another region, or into one that no account has",
            error="InvalidParameterValue: Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can"
            " currently only be created in the following availability zones: ap-northeast-1a, ap-northeast-1c,"
            " ap-northeast-1d.",
            source="https://github.com/TheSudoYT/terraform-aws-palworld/issues/9",
            invalid="moved",
            valid="local",
        ),
    ),
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(ZONE_ARGUMENTS),
    references=(
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
        "https://github.com/TheSudoYT/terraform-aws-palworld/issues/9",
    ),
    check=check,
)
