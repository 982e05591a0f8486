"""EBS's nouns: volumes, and the block devices that instances and launch templates make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policypack.catalog.zones import ZoneKind, zone_of
from policypack.model.facts import Fact, all_of, any_of
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value

VOLUME = ("aws:ebs/volume:Volume",)
INSTANCE = ("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest")
LAUNCH_CONFIGURATION = ("aws:ec2/launchConfiguration:LaunchConfiguration",)
LAUNCH_TEMPLATE = ("aws:ec2/launchTemplate:LaunchTemplate",)
SPOT_FLEET = ("aws:ec2/spotFleetRequest:SpotFleetRequest",)
IMAGE = ("aws:ec2/ami:Ami",)


def volume_types(resource: Resource) -> Iterator[Value]:
    """The type of each EBS volume that the resource states; absent where it states a volume and not its type."""
    return _READERS[resource.type](resource)


def is_off_region(resource: Resource) -> Fact:
    """It stands on an Outpost, in a local zone or in a wavelength zone: these offer fewer volume types."""
    zone = resource["availabilityZone"].as_text().test(_is_off_region)
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


def _is_off_region(zone: str) -> bool:
    found = zone_of(zone)
    return found is not None and found.kind is not ZoneKind.AVAILABILITY


def _volume(volume: Resource) -> Iterator[Value]:
    yield volume["type"]


def _block_devices(instance: Resource) -> Iterator[Value]:
    for argument in ("rootBlockDevice", "ebsBlockDevices"):
        for device in instance[argument].elements():
            yield device["volumeType"]


def _image(image: Resource) -> Iterator[Value]:
    for device in image["ebsBlockDevices"].elements():
        yield device["volumeType"]


def _mappings(template: Resource) -> Iterator[Value]:
    """A mapping without ``ebs`` is an instance store, or takes a device of the image away."""
    for mapping in template["blockDeviceMappings"].elements():
        for volume in mapping["ebs"].elements():
            yield volume["volumeType"]


def _launch_specifications(fleet: Resource) -> Iterator[Value]:
    for specification in fleet["launchSpecifications"].elements():
        for argument in ("rootBlockDevices", "ebsBlockDevices"):
            for device in specification[argument].elements():
                yield device["volumeType"]


_READERS: Mapping[str, Callable[[Resource], Iterator[Value]]] = {
    **dict.fromkeys(VOLUME, _volume),
    **dict.fromkeys((*INSTANCE, *LAUNCH_CONFIGURATION), _block_devices),
    **dict.fromkeys(LAUNCH_TEMPLATE, _mappings),
    **dict.fromkeys(SPOT_FLEET, _launch_specifications),
    **dict.fromkeys(IMAGE, _image),
}

STATING = tuple(_READERS)
"""The types that state EBS volumes."""
