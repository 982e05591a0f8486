"""ebs-volume-valid: EBS size, IOPS and throughput must be within the volume type's limits."""

from collections.abc import Callable, Iterator

from policypack.aws.ec2 import ebs
from policypack.aws.ec2 import volume_limits as limits
from policypack.check import Resource, Value, Verdict
from policypack.constraint import Condition, Constraint, Inputs, Table, argument, fits
from policypack.fix import Blank, Fix, Remove, Set, fix
from policypack.model.conditions import Subject
from policypack.rule import Context, ResourceRule

TYPES = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html"
GP3 = "https://aws.amazon.com/about-aws/whats-new/2025/09/amazon-ebs-size-provisioned-performance-gp3-volumes/"
MODEL = "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model"
SIZES = f"{MODEL}/-launch-template-ebs-block-device-request/volume-size.html"
IOPS = f"{MODEL}/-ebs-block-device/iops.html"
DEVICES = (*ebs.INSTANCE, *ebs.LAUNCH_CONFIGURATION, *ebs.LAUNCH_TEMPLATE)


def rows(type_name: str, size_name: str) -> tuple[Constraint, ...]:
    """The demands of one volume, by the names that its type and its size have."""
    kind = argument(type_name)

    def volume(volume_type: str, **settings: int) -> Inputs:
        return {type_name: volume_type, **{size_name if key == "size" else key: n for key, n in settings.items()}}

    def number(of: str, default: int | None = None) -> Callable[[Subject], Value]:
        return lambda it: it.at(of).or_default(default).as_number()

    def within(of: str, words: str, question: limits.Question, *numbers: Callable[[Subject], Value]) -> Condition:
        find = limits.of_its_type(question)
        return fits(argument(of), words, find, lambda it: kind.of(it).as_text(), *(numbers or (number(of),)))

    iops_for_size = within("iops", "low enough for the size", limits.too_many_iops, number("iops"), number(size_name))
    fewer_iops: Fix = fix(Set("iops", Blank("fewer IOPS")), otherwise=Set(size_name, Blank("enough GiB for the IOPS")))
    return (
        Constraint(
            demand=within(size_name, "at least the smallest size of the volume's type", limits.too_small),
            error="The following are the supported volumes sizes for each volume type: st1 and sc1: 125 - 16,384 GiB",
            source=SIZES,
            fix=fix(Set(size_name, Blank("a size of the volume's type"))),
            invalid=volume("st1", size=124),
            valid=volume("st1", size=125),
            condition="A volume is smaller than its type allows",
        ),
        Constraint(
            demand=within(size_name, "at most the largest size of the volume's type", limits.too_large),
            error="The following are the supported volumes sizes for each volume type: standard: 1 - 1024 GiB",
            source=SIZES,
            fix=fix(Set(size_name, Blank("a size of the volume's type"))),
            invalid=volume("standard", size=1025),
            valid=volume("standard", size=1024),
            condition="A volume is larger than its type allows",
        ),
        Constraint(
            demand=within("iops", "set for io1 and io2 volumes", limits.lacks_iops, number("iops", 0)),
            error="InvalidParameterCombination: The parameter iops must be specified for io1 volumes.",
            source="https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/766",
            fix=fix(
                Set("iops", Blank("at least 100, and at most 50 (io1) or 1,000 (io2) for each GiB")),
                otherwise=Set(type_name, "gp3"),
            ),
            invalid=volume("io1", size=100),
            valid=volume("io1", size=100, iops=100),
            condition="An io1 or io2 volume has no IOPS",
        ),
        Constraint(
            demand=within("iops", "set only for gp3, io1 and io2 volumes", limits.has_no_iops),
            error="InvalidParameterCombination: The parameter iops is not supported for gp2 volumes.",
            source="https://github.com/libopenstorage/openstorage/issues/121",
            fix=fix(Remove("iops")),
            invalid=volume("gp2", size=100, iops=300),
            valid=volume("gp2", size=100),
            condition="A gp2, st1, sc1 or standard volume has IOPS",
        ),
        Constraint(
            demand=within("iops", "in the range of the volume's type", limits.iops_out_of_range),
            error="The following are the supported values for each volume type: gp3: 3,000 - 16,000 IOPS (80,000 since"
            " September 2025), io1: 100 - 64,000 IOPS, io2: 100 - 256,000 IOPS",
            source=IOPS,
            fix=fix(Set("iops", Blank("IOPS in the range of the volume's type"))),
            invalid=volume("gp3", size=100, iops=2999),
            valid=volume("gp3", size=1, iops=3000),
            condition="A volume has more or fewer IOPS than its type allows",
        ),
        Constraint(
            demand=iops_for_size,
            when=kind.equals("gp3"),
            error="InvalidParameterValue: Iops to volume size ratio of 750.000000 is too high; maximum is 500",
            source="https://github.com/rocicorp/mono/pull/4410",
            fix=fewer_iops,
            invalid=volume("gp3", size=20, iops=15000),
            valid=volume("gp3", size=30, iops=15000),
            condition="A gp3 volume has more than 500 IOPS for each GiB (and more than 3,000)",
        ),
        Constraint(
            demand=iops_for_size,
            when=~kind.equals("gp3"),
            error="InvalidParameterValue: Iops to volume size ratio of 266.666667 is too high; maximum is 50",
            source="https://github.com/ministryofjustice/cloud-platform-terraform-monitoring/pull/110",
            fix=fewer_iops,
            invalid=volume("io1", size=100, iops=5001),
            valid=(volume("io1", size=100, iops=5000), volume("io2", size=4, iops=4000)),
            condition="An io1 volume has more than 50 IOPS for each GiB, or an io2 volume more than 1,000",
        ),
        Constraint(
            demand=within("throughput", "set only for gp3 volumes", limits.has_no_throughput),
            error="InvalidParameterCombination: throughput can only be specified for volumeType gp3.",
            source="https://github.com/runs-on/runs-on/issues/426",
            fix=fix(Remove("throughput")),
            invalid=volume("io2", size=100, iops=1000, throughput=500),
            valid=volume("gp3", size=100, iops=8000, throughput=2000),
            condition="A volume that is not gp3 has a throughput",
        ),
        Constraint(
            demand=within("throughput", "in the range of the volume's type", limits.throughput_out_of_range),
            error="2,000 MiB/s throughput limit",
            source="https://github.com/aws/aws-cdk/issues/36014",
            fix=fix(Set("throughput", Blank("125 to 2,000 MiB/s"))),
            invalid=(volume("gp3", size=100, throughput=124), volume("gp3", size=100, iops=8004, throughput=2001)),
            valid=volume("gp3", size=100, throughput=125),
            condition="A gp3 volume has more than 2,000 MiB/s of throughput, or less than 125",
        ),
        Constraint(
            demand=within(
                "throughput",
                "low enough for the IOPS",
                limits.too_much_throughput,
                number("throughput"),
                number("iops", 0),
            ),
            error="Throughput (MiBps) to iops ratio of 0.333333 is too high; maximum is 0.250000 MiBps per iops",
            source="https://github.com/runs-on/runs-on/issues/260",
            fix=fix(
                Set("throughput", Blank("at most a quarter of the IOPS, which are 3,000 where none are set")),
                otherwise=Set("iops", Blank("at least 4 for each MiB/s")),
            ),
            invalid=volume("gp3", size=100, throughput=751),
            valid=volume("gp3", size=100, throughput=750),
            condition="A gp3 volume has less than 4 IOPS for each MiB/s of its throughput",
        ),
    )


TABLE = Table("EBS", {ebs.VOLUME: rows("type", "size")}, base={ebs.VOLUME[0]: {"availabilityZone": "us-east-1a"}})
OF_DEVICES = tuple(zip(rows("volumeType", "volumeSize"), TABLE.rejections, strict=True))
"""The same demands of a block device, whose type and size have other names."""


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The rows hold for the block devices of instances, launch configurations and launch templates, too."""
    for device in ebs.block_devices(resource):
        for row, rejection in OF_DEVICES:
            yield row.verdict(device, rejection)


RULE = ResourceRule(
    id="ebs-volume-valid",
    summary="EBS size, IOPS and throughput must be within the volume type's limits",
    rationale="""
        Each type of volume has its own sizes. Only some types have IOPS or throughput, within a range and a ratio. EBS
        checks these when it creates the volume; for a launch template, that is when an instance is launched from it,
        after the update. Where no type is set, AWS or the image chooses one, and nothing is checked. 0 means not set,
        as it does for the provider. For io2 the rule uses the ratio of 1,000 IOPS for each GiB, which applies to
        instances built on Nitro.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*ebs.VOLUME, *DEVICES),
    references=(TYPES, GP3, *TABLE.sources),
    rejections=TABLE.rejections,
    table=TABLE,
    check=check,
)
