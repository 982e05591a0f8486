"""EBS's nouns: volumes, and the block devices that instances and launch templates make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policypack.aws.ec2 import is_edge_zone
from policypack.model.facts import Fact, all_of, any_of
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value

VOLUME = ("aws:ebs/volume:Volume",)
INSTANCE = ("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest")
LAUNCH_CONFIGURATION = ("aws:ec2/launchConfiguration:LaunchConfiguration",)
LAUNCH_TEMPLATE = ("aws:ec2/launchTemplate:LaunchTemplate",)
SPOT_FLEET = ("aws:ec2/spotFleetRequest:SpotFleetRequest",)
IMAGE = ("aws:ec2/ami:Ami",)


_INSTANCE_DEVICES = ("rootBlockDevice", "ebsBlockDevices[]")
_DEVICES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*INSTANCE, *LAUNCH_CONFIGURATION), _INSTANCE_DEVICES),
    **dict.fromkeys(LAUNCH_TEMPLATE, ("blockDeviceMappings[].ebs",)),
    **dict.fromkeys(
        SPOT_FLEET, tuple(f"launchSpecifications[].{name}[]" for name in ("rootBlockDevices", "ebsBlockDevices"))
    ),
    **dict.fromkeys(IMAGE, ("ebsBlockDevices[]",)),
}
"""Type -> its EBS block devices. A mapping without ``ebs`` is an instance store, or removes a device of the image."""
WITH_VOLUMES = (*VOLUME, *_DEVICES)
"""The types that are EBS volumes or have them."""


def block_devices(resource: Resource) -> Iterator[Value]:
    """The EBS block devices of the resource; none of a volume."""
    for path in _DEVICES.get(resource.type, ()):
        for devices in resource.each(path):
            yield from devices.elements()


def volume_types(resource: Resource) -> Iterator[Value]:
    """The type of each EBS volume of the resource; absent where the program sets none."""
    if resource.type in VOLUME:
        yield resource["type"]
    yield from (device["volumeType"] for device in block_devices(resource))


def is_off_region(resource: Resource) -> Fact:
    """It is on an Outpost, in a local zone or in a wavelength zone, which offer fewer volume types."""
    zone = resource["availabilityZone"].as_text().test(is_edge_zone)
    return any_of(resource["outpostArn"].is_set(), zone) if resource.type in VOLUME else zone


def with_type(resource: Resource, volume_type: str, outdated: Callable[[Value], Fact]) -> dict[str, Plain]:
    """The properties that give the resource's volumes another type, as far as AWS changes it in place; a volume whose
    IOPS or throughput is chosen keeps its type."""
    if resource.type in VOLUME:
        plain = all_of(outdated(resource["type"]), resource["iops"].is_empty(), resource["throughput"].is_empty())
        return {"type": volume_type} if plain.truth else {}
    if resource.type in INSTANCE[:1]:
        root = resource["rootBlockDevice"].elements()
        return {"rootBlockDevice": {"volumeType": volume_type}} if any(_changes(one, outdated) for one in root) else {}
    if resource.type in LAUNCH_TEMPLATE:
        mappings = {
            index: {"ebs": {"volumeType": volume_type}}
            for index, mapping in enumerate(resource["blockDeviceMappings"].elements())
            if any(_changes(volume, outdated) for volume in mapping["ebs"].elements())
        }
        return {"blockDeviceMappings": mappings} if mappings else {}
    return {}


def _changes(volume: Value, outdated: Callable[[Value], Fact]) -> bool:
    fact = all_of(outdated(volume["volumeType"]), volume["iops"].is_empty(), volume["throughput"].is_empty())
    return fact.truth is True
