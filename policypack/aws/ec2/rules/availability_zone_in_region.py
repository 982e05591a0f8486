"""availability-zone-in-region: Availability zones must be in the resource's region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.common.regions import same_region
from policypack.aws.ec2.zone_arguments import ZONE_ARGUMENTS, zone_values
from policypack.catalog.zones import zone_of
from policypack.check import FALSE, UNKNOWN, Fact, Resource, Value, Verdict, all_facts, any_of, combined, require
from policypack.fix import Blank, Fix, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

NO_ZONE = ("", "all")
"""Texts that name no zone: not set, and any zone, for a target outside of the VPC."""
A_ZONE = Blank('a zone of aws.get_availability_zones(state="available")')
OTHER_REGION = Rejection(
    service="EC2",
    condition="A resource is put into an availability zone of another region, or into one that no account has",
    error="InvalidParameterValue: Value ({availabilityZone}) for parameter availabilityZone is invalid.",
    source="https://github.com/TheSudoYT/terraform-aws-palworld/issues/9",
    invalid="moved",
    valid="local",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each zone, by name or by id, is one of the resource's region, or is taken from a resource there."""
    region = context.region(resource).or_default(UNKNOWN)
    for zone in zone_values(resource):
        yield require(
            any_of(is_of(region, zone, context), is_taken_from_there(zone, resource, context)),
            at=zone,
            problem=f"{zone.path} is {zone}, which is not a zone of {region}.",
            fix=another_zone(zone, resource, region, context),
            rejects=OTHER_REGION,
        )


def is_of(region: Value, zone: Value, context: StackContext[None]) -> Fact:
    """The catalog has the zone for the region. A Spot Fleet has several in one text, separated by commas."""

    def all_there(text: str, name: str) -> object:
        answers = [answer(name, one.strip(), context) for one in text.split(",")]
        return False if False in answers else UNKNOWN if None in answers else True

    return combined(all_there, zone.as_text(), region.as_text()).is_true()


def answer(region: str, zone: str, context: StackContext[None]) -> bool | None:
    """Whether the zone is one of the region; None where the catalog cannot tell."""
    if zone in NO_ZONE:
        return True
    return False if zone in context.catalog.region_names() else context.catalog.is_zone_of(region, zone)


def is_taken_from_there(zone: Value, resource: Resource, context: StackContext[None]) -> Fact:
    """The zone is not known yet and comes from resources of the same region that have one: a subnet, an instance."""
    argument = re.split(r"[.\[]", zone.path)[0]
    sources = [context.stack.get(urn) for urn in resource.property_dependencies.get(argument, ())]
    placed = [source for source in sources if source is not None and source.type in ZONE_ARGUMENTS]
    if not zone.is_unknown or not sources or len(placed) < len(sources):
        return FALSE
    return all_facts(same_region(resource, source, context.deployment) for source in placed)


def another_zone(zone: Value, resource: Resource, region: Value, context: StackContext[None]) -> Fix:
    """A zone of the region, by name or by ID as the program has it, that its list does not have already."""
    place = re.fullmatch(r"(.+)\[\d+\]", zone.path)
    beside = {one.say(str, "") for one in resource.at(place[1]).elements()} if place else set()
    zones = region.say(lambda name: " ".join(zones_like(zone, str(name), context)), "").split()
    unused = [one for one in zones if one not in beside]
    return fix(Set(zone.path, next(iter(unused or zones), A_ZONE)))


def zones_like(zone: Value, region: str, context: StackContext[None]) -> tuple[str, ...]:
    """All zones of the region; the one with the same letter or number, if any, comes first."""
    facts = context.catalog.zones(region)
    text = zone.say(str, "")
    meant = zone_of(text)
    zones = () if facts is None else facts.ids if meant and meant.is_id else facts.names
    return tuple(sorted(zones, key=lambda one: one[-1:] != text[-1:]))


RULE = StackRule(
    id="availability-zone-in-region",
    summary="Availability zones must be in the resource's region",
    rationale="""
        A stack that moves to another region often keeps the zones of the old one, and AWS rejects them only when the
        update reaches the subnet, the volume or the cache. The region is the resource's own (pulumi-aws 7), its
        provider's, or the stack's. Zones are recognized by name and by ID. A local or wavelength zone belongs to the
        region that it is named after; whether the account has opted in is not checked. In the oldest regions, accounts
        see different letters: a letter that the catalog lacks is undetermined where some accounts may have it. A zone
        that a preview does not know is fine where it comes from a subnet, an instance or another resource with a zone
        of the same region. Arguments that name zones of another region, such as the destination of an EFS replication,
        are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(ZONE_ARGUMENTS),
    references=(
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
        OTHER_REGION.source,
    ),
    rejections=(OTHER_REGION,),
    check=check,
)
