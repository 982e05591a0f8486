"""ebs-volume-valid: EBS size, IOPS and throughput must be within the volume type's limits."""

from collections.abc import Callable, Iterator

from policypack.aws.ec2.block_devices import STATING, BlockDevice, VolumeLimits, block_devices, limits_of
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Size, IOPS, throughput and their ratios are within the limits of the volume's type."""
    for device in block_devices(resource):
        yield has_a_size_of_its_type(device)
        yield states_iops_where_its_type_needs_them(device)
        yield has_iops_of_its_type(device)
        yield has_iops_for_its_size(device)
        yield has_throughput_of_its_type(device)
        yield has_throughput_for_its_iops(device)


def fits(device: BlockDevice, question: Callable[..., bool], *numbers: Value) -> Fact:
    """``question`` asked of the type's limits and of the numbers, where all of them are said; true where they are
    not."""

    def asked(volume_type: str | None, *said: float | None) -> bool:
        limits = limits_of(volume_type) if volume_type else None
        return limits is None or None in said or question(limits, *said)

    return any_of(*(known(number.is_absent) for number in numbers), together(asked, device.type.as_text(), *numbers))


def within(limits: tuple[int, int] | None, number: float) -> bool:
    """The number is one of the range; 0 counts as not said."""
    return number == 0 or (limits is not None and limits[0] <= number <= limits[1])


def has_a_size_of_its_type(device: BlockDevice) -> Verdict:
    def of_type(limits: VolumeLimits, size: float) -> bool:
        return limits.size[0] <= size <= limits.size[1]

    return require(
        fits(device, of_type, device.size.as_number()),
        when=device.size.is_set(),
        at=device.size,
        problem=f"{device.size.path} is {device.size} GiB, which AWS rejects for a volume of type {device.type}"
        f" ({limit(device, lambda limits: limits.size, ' GiB')}).",
        fix='size=125, type="st1"  # or another type',
    )


def states_iops_where_its_type_needs_them(device: BlockDevice) -> Verdict:
    needs = device.type.as_text().test(lambda text: bool((found := limits_of(text)) and found.needs_iops))
    return require(
        all_of(device.iops.is_set(), is_not(device.iops.equals(0))),
        when=needs,
        at=device.iops,
        problem=f"{device.iops.path} is {device.iops}; AWS rejects a volume of type {device.type} without IOPS.",
        fix='iops=3000  # or type="gp3", which has 3,000 at no charge',
    )


def has_iops_of_its_type(device: BlockDevice) -> Verdict:
    return require(
        fits(device, lambda limits, iops: within(limits.iops, iops), device.iops.as_number()),
        when=device.iops.is_set(),
        at=device.iops,
        problem=f"{device.iops.path} is {device.iops}, which AWS rejects for a volume of type {device.type}"
        f" ({limit(device, lambda limits: limits.iops, ' IOPS')}).",
        fix='type="gp3", iops=3000',
    )


def has_iops_for_its_size(device: BlockDevice) -> Verdict:
    def for_size(limits: VolumeLimits, iops: float, size: float) -> bool:
        return limits.iops is None or not within(limits.iops, iops) or iops <= limits.most_iops(size)

    return require(
        fits(device, for_size, device.iops.as_number(), device.size.as_number()),
        when=all_of(device.iops.is_set(), device.size.is_set()),
        at=device.iops,
        problem=f"{device.iops.path} is {device.iops} for {device.size} GiB of {device.type}, which AWS rejects: the"
        " ratio of IOPS to size is too high.",
        fix="size=...  # GiB: iops / 500 for gp3, iops / 50 for io1, iops / 1000 for io2, at least",
    )


def has_throughput_of_its_type(device: BlockDevice) -> Verdict:
    return require(
        fits(device, lambda limits, most: within(limits.throughput, most), device.throughput.as_number()),
        when=device.throughput.is_set(),
        at=device.throughput,
        problem=f"{device.throughput.path} is {device.throughput}, which AWS rejects for a volume of type"
        f" {device.type} ({limit(device, lambda limits: limits.throughput, ' MiB/s')}).",
        fix='type="gp3", throughput=125',
    )


def has_throughput_for_its_iops(device: BlockDevice) -> Verdict:
    """A volume whose IOPS are not said has those that are free."""

    def for_iops(limits: VolumeLimits, throughput: float, iops: float) -> bool:
        known_range = limits.throughput is None or not within(limits.throughput, throughput)
        return known_range or throughput <= limits.most_throughput(max(iops, limits.free_iops))

    return require(
        fits(device, for_iops, device.throughput.as_number(), device.iops.or_default(0).as_number()),
        when=device.throughput.is_set(),
        at=device.throughput,
        problem=f"{device.throughput.path} is {device.throughput} MiB/s, which AWS rejects: it takes 4 IOPS for each"
        f" MiB/s, and iops is {device.iops} (3,000 where it is not said).",
        fix="iops=4000, throughput=1000",
    )


def limit(device: BlockDevice, of: Callable[[VolumeLimits], tuple[int, int] | None], unit: str) -> str:
    """The type's limits in words."""

    def words(volume_type: str) -> str:
        limits = limits_of(volume_type)
        ends = of(limits) if limits else None
        return "it takes none" if ends is None else f"it takes {ends[0]:,} to {ends[1]:,}{unit}"

    return device.type.as_text().say(words, "see its limits")


_TYPES = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html"
_GP3 = "https://aws.amazon.com/about-aws/whats-new/2025/09/amazon-ebs-size-provisioned-performance-gp3-volumes/"
_MODEL = "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model"
_SIZES = f"{_MODEL}/-launch-template-ebs-block-device-request/volume-size.html"
_IOPS = f"{_MODEL}/-ebs-block-device/iops.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="EBS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = ResourceRule(
    id="ebs-volume-valid",
    summary="EBS size, IOPS and throughput must be within the volume type's limits",
    rationale="""
        Each type of volume has its own sizes, and only some take IOPS or throughput, within ratios. AWS looks at them
        when it makes the volume; those of a launch template only when an instance is launched from it, long after the
        update said that all was well. A type that is not said is left to AWS or to the image, and nothing is decided. 0
        counts as not said, as it does for the provider. For io2 the ratio of 1,000 is taken, which instances not built
        on Nitro do not reach.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=STATING,
    references=(_TYPES, _GP3, _SIZES, _IOPS),
    rejections=(
        _rejection(
            "A volume is smaller than its type's smallest",
            "The following are the supported volumes sizes for each volume type: st1 and sc1: 125 - 16,384 GiB",
            _SIZES,
            "small-st1",
            "smallest-st1",
        ),
        _rejection(
            "A volume is larger than its type's largest",
            "The following are the supported volumes sizes for each volume type: standard: 1 - 1024 GiB",
            _SIZES,
            "large-standard",
            "largest-standard",
        ),
        _rejection(
            "An io1 or io2 volume does not say its IOPS",
            "InvalidParameterCombination: The parameter iops must be specified for io1 volumes.",
            "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/766",
            "io1-without",
            "io1-ratio",
        ),
        _rejection(
            "A gp2, st1, sc1 or standard volume says IOPS",
            "InvalidParameterCombination: The parameter iops is not supported for gp2 volumes.",
            "https://github.com/libopenstorage/openstorage/issues/121",
            "gp2-iops",
            "gp2",
        ),
        _rejection(
            "A volume has more or fewer IOPS than its type takes",
            "The following are the supported values for each volume type: gp3: 3,000 - 16,000 IOPS (80,000 since"
            " September 2025), io1: 100 - 64,000 IOPS, io2: 100 - 256,000 IOPS",
            _IOPS,
            "few-iops",
            "fewest-iops",
        ),
        _rejection(
            "A gp3 volume has more than 500 IOPS for each GiB (and more than 3,000)",
            "InvalidParameterValue: Iops to volume size ratio of 750.000000 is too high; maximum is 500",
            "https://github.com/rocicorp/mono/pull/4410",
            "gp3-ratio",
            "gp3-at-ratio",
        ),
        _rejection(
            "An io1 volume has more than 50 IOPS for each GiB",
            "InvalidParameterValue: Iops to volume size ratio of 266.666667 is too high; maximum is 50",
            "https://github.com/ministryofjustice/cloud-platform-terraform-monitoring/pull/110",
            "io1-over-ratio",
            "io1-ratio",
        ),
        _rejection(
            "A volume that is not gp3 says a throughput",
            "InvalidParameterCombination: throughput can only be specified for volumeType gp3.",
            "https://github.com/runs-on/runs-on/issues/426",
            "io2-throughput",
            "gp3-throughput",
        ),
        _rejection(
            "A gp3 volume has less than 4 IOPS for each MiB/s of its throughput",
            "Throughput (MiBps) to iops ratio of 0.333333 is too high; maximum is 0.250000 MiBps per iops",
            "https://github.com/runs-on/runs-on/issues/260",
            "template",
            "gp3-throughput",
        ),
        _rejection(
            "A gp3 volume has more than 2,000 MiB/s of throughput, or less than 125",
            "2,000 MiB/s throughput limit",
            "https://github.com/aws/aws-cdk/issues/36014",
            "little-throughput",
            "least-throughput",
        ),
    ),
    check=check,
)
