"""ebs-gp3: EBS volumes must be gp3."""

from collections.abc import Iterator
from typing import Annotated

from policypack.aws.ec2 import ebs
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import Set, fix
from policypack.model.records import record
from policypack.rule import Changes, Context, ResourceRule


@record(frozen=True)
class Options:
    """Which types are out of date."""

    outdated: Annotated[tuple[str, ...], "Volume types that are reported; every other one is a choice."] = (
        "gp2",
        "standard",
    )


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """Each volume has a type, and not an outdated one."""
    for volume_type in ebs.volume_types(resource):
        yield require(
            any_of(is_current(volume_type, context.options.outdated), ebs.is_off_region(resource)),
            at=volume_type,
            problem=problem(volume_type),
            fix=fix(Set(volume_type.path, "gp3")),
        )


def is_current(volume_type: Value, outdated: tuple[str, ...]) -> Fact:
    """A type is set, and it is not an outdated one."""
    return all_of(is_not(volume_type.is_empty()), is_not(volume_type.is_in(outdated)))


def problem(volume_type: Value) -> str:
    """What the type is, and the advantage of gp3."""
    what = f"{volume_type.path} is {volume_type}"
    if volume_type.is_absent:
        what += ", so AWS (gp2 for a new volume) or the image chooses one"
    return f"{what}. gp3 has 3,000 IOPS and 125 MiB/s at any size and costs less; a small gp2 volume is slow."


def remedy(resource: Resource, context: Context[Options]) -> Changes:
    """the type becomes `gp3` where it is outdated or not set and neither IOPS nor throughput is set: of volumes, of an
    instance's root device and of launch templates, which AWS changes in place. Other block devices are unchanged,
    because a new type would replace the instance, the launch configuration or the image."""
    return ebs.with_type(resource, "gp3", lambda kind: is_not(is_current(kind, context.options.outdated)))


RULE = ResourceRule(
    id="ebs-gp3",
    summary="EBS volumes must be gp3",
    rationale="""
        The speed of a gp2 volume depends on its size and on burst credits; a magnetic one (standard) is of the
        previous generation. gp3 has the same baseline at any size, can be tuned without growing, and costs less for
        each GiB. The rule checks volumes and the block devices of instances, launch templates, launch configurations,
        spot requests and images. io1, io2, st1 and sc1 are choices for a purpose and are fine.

        A volume without a type is reported: AWS makes a new one gp2, and a root device has the type of its image, which
        a program does not show. An instance without a root device block is not checked. Outposts, local zones and
        wavelength zones do not offer every type, so volumes that are set to be there are not checked; an instance that
        is there only by its subnet is.
    """,
    level="advisory",
    consequence="cost",
    since="0.1.0",
    applies_to=ebs.WITH_VOLUMES,
    references=(
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-volume-types.html",
        "https://docs.aws.amazon.com/local-zones/latest/ug/how-local-zones-work.html",
    ),
    options=Options,
    remedy=remedy,
    check=check,
)
