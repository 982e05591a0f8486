"""availability-zone-in-region: Availability zones must be in the resource's region."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from policypack.aws.programs import python_name
from policypack.aws.regions import same_region
from policypack.aws.zone_arguments import ZONE_ARGUMENTS, zone_values
from policypack.catalog.zones import zone_of
from policypack.check import FALSE, UNKNOWN, Fact, Resource, Value, Verdict, all_facts, any_of, combined, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided

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
    concern="C2",
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
    severity="high",
    applies_to=tuple(ZONE_ARGUMENTS),
    references=(
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
        "https://github.com/TheSudoYT/terraform-aws-palworld/issues/9",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            aws.ec2.Subnet("moved", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone="eu-west-1a")
            aws.ec2.Subnet("fourth", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone="eu-south-2d")
            aws.ec2.Subnet("by-id", vpc_id=vpc.id, cidr_block="10.0.2.0/24", availability_zone_id="euw1-az1")
            aws.ebs.Volume("spool", availability_zone="eu-south-2", size=100, type="gp3")
            aws.elasticache.ReplicationGroup("sessions", description="Sessions", node_type="cache.t4g.small",
                                             num_cache_clusters=2,
                                             preferred_cache_cluster_azs=["eu-south-2a", "eu-south-1b"])
            """,
            config={"aws:region": "eu-south-2"},
            finds={
                "moved": "availabilityZone",
                "fourth": "availabilityZone",
                "by-id": "availabilityZoneId",
                "spool": "availabilityZone",
                "sessions": "preferredCacheClusterAzs[1]",
            },
        ),
        Bad(
            """
            import pulumi
            import pulumi_aws as aws
            paris = aws.Provider("paris", region="eu-west-3")
            aws.ebs.Volume("provider", availability_zone="eu-south-2a", size=100, type="gp3",
                           opts=pulumi.ResourceOptions(provider=paris))
            aws.ebs.Volume("argument", region="eu-west-3", availability_zone="eu-south-2a", size=100, type="gp3")
            """,
            config={"aws:region": "eu-south-2"},
            finds={"provider": "availabilityZone", "argument": "availabilityZone"},
            title="The region of a provider, and of the resource itself",
        ),
        Good(
            """
            import pulumi
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            zones = aws.get_availability_zones(state="available")
            listed = aws.ec2.Subnet("listed", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone=zones.names[0])
            aws.ec2.Subnet("by-id", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone_id="usw2-az2")
            aws.ec2.Subnet("local", vpc_id=vpc.id, cidr_block="10.0.2.0/24", availability_zone="us-west-2-lax-1a")
            aws.ec2.Subnet("any", vpc_id=vpc.id, cidr_block="10.0.3.0/24")
            worker = aws.ec2.Instance("worker", ami="ami-0123456789abcdef0", instance_type="t4g.small",
                                      subnet_id=listed.id)
            aws.ebs.Volume("worker", availability_zone=worker.availability_zone, size=100, type="gp3")
            paris = aws.Provider("paris", region="eu-west-3")
            aws.ebs.Volume("paris", availability_zone="eu-west-3c", size=100, type="gp3",
                           opts=pulumi.ResourceOptions(provider=paris))
            """,
            config={"aws:region": "us-west-2"},
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.ebs.Volume("unknown", availability_zone=old.outputs["Zone"], size=100, type="gp3")
            aws.ebs.Volume("skipped", availability_zone="us-west-1b", size=100, type="gp3")
            """,
            config={"aws:region": "us-west-1"},
            because={"unknown": "availabilityZone", "skipped": "availabilityZone"},
        ),
    ),
)
