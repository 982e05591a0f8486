"""EBS volumes as programs state them, by themselves or as block devices, and what each type of volume takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from policypack.aws.common.tables import table
from policypack.aws.ec2 import ebs
from policypack.catalog.files import Section
from policypack.model.resources import Resource
from policypack.model.values import Value


@dataclass(frozen=True, slots=True)
class BlockDevice:
    """One volume that a resource states: type, size (GiB), IOPS and throughput (MiB/s)."""

    type: Value
    size: Value
    iops: Value
    throughput: Value


@dataclass(frozen=True, slots=True)
class VolumeLimits:
    """What a type of volume takes; None where it does not take the argument, or has no such ratio."""

    size: tuple[int, int]
    iops: tuple[int, int] | None
    throughput: tuple[int, int] | None
    iops_per_gib: int | None
    iops_per_throughput: int | None
    free_iops: int
    needs_iops: bool

    def most_iops(self, size: float) -> float:
        """The IOPS that a volume of ``size`` GiB can have at most."""
        most = self.iops[1] if self.iops else 0
        return most if self.iops_per_gib is None else min(most, max(self.free_iops, size * self.iops_per_gib))

    def most_throughput(self, iops: float) -> float:
        """The throughput (MiB/s) that a volume of this many IOPS can have at most."""
        most = self.throughput[1] if self.throughput else 0
        return most if self.iops_per_throughput is None else min(most, iops / self.iops_per_throughput)


@cache
def limits_of(volume_type: str) -> VolumeLimits | None:
    """The limits of a type of volume; None for one that the table does not have."""
    rows = table("ec2/ebs_volume_limits").section("types")
    if volume_type not in rows:
        return None
    row = rows.section(volume_type)
    size = _range(row, "size")
    if size is None:
        raise row.wrong("size", "a list of two whole numbers")
    return VolumeLimits(
        size=size,
        iops=_range(row, "iops"),
        throughput=_range(row, "throughput"),
        iops_per_gib=row.number("iops_per_gib") if "iops_per_gib" in row else None,
        iops_per_throughput=row.number("iops_per_throughput") if "iops_per_throughput" in row else None,
        free_iops=row.number("free_iops") if "free_iops" in row else 0,
        needs_iops=row.flag("needs_iops", False),
    )


def _range(row: Section, key: str) -> tuple[int, int] | None:
    numbers = row.numbers(key)
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def block_devices(resource: Resource) -> Iterator[BlockDevice]:
    """The volumes that the resource states."""
    return _READERS[resource.type](resource)


def _volume(volume: Resource) -> Iterator[BlockDevice]:
    yield BlockDevice(volume["type"], volume["size"], volume["iops"], volume["throughput"])


def _of_instance(instance: Resource) -> Iterator[BlockDevice]:
    for argument in ("rootBlockDevice", "ebsBlockDevices"):
        for device in instance[argument].elements():
            yield _device(device)


def _of_template(template: Resource) -> Iterator[BlockDevice]:
    for mapping in template["blockDeviceMappings"].elements():
        for volume in mapping["ebs"].elements():
            yield _device(volume)


def _device(device: Value) -> BlockDevice:
    return BlockDevice(device["volumeType"], device["volumeSize"], device["iops"], device["throughput"])


_READERS: Mapping[str, Callable[[Resource], Iterator[BlockDevice]]] = {
    **dict.fromkeys(ebs.VOLUME, _volume),
    **dict.fromkeys((*ebs.INSTANCE, *ebs.LAUNCH_CONFIGURATION), _of_instance),
    **dict.fromkeys(ebs.LAUNCH_TEMPLATE, _of_template),
}

STATING = tuple(_READERS)
"""The types that state volumes with a size and IOPS."""
