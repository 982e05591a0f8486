"""ebs-encrypted: EBS volumes must be encrypted."""

from collections.abc import Iterator
from typing import Annotated

from policypack.aws.common.account_settings import settings_of
from policypack.aws.common.regions import same_region
from policypack.aws.ec2 import ebs
from policypack.check import FALSE, Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, known, require
from policypack.fix import Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

DEFAULT = ("aws:ebs/encryptionByDefault:EncryptionByDefault",)
HARM = "Whoever gets at the volume or at a snapshot of it can read the data."


@record(frozen=True)
class Options:
    """What the account decides where a program says nothing."""

    account_default: Annotated[bool, "The account encrypts new volumes, which no program of this stack sets."] = False


def check(resource: Resource, context: StackContext[Options]) -> Iterator[Verdict]:
    """Each volume is encrypted, by its own argument or by the account's default, which no program turns off."""
    if resource.type in DEFAULT:
        yield require(
            is_not(resource["enabled"].is_false()),
            at="enabled",
            problem=f"enabled is false, so new volumes of the region are not encrypted unless each says so. {HARM}",
            fix=fix(Set("enabled", True)),
        )
        return
    by_default = any_of(known(context.options.account_default), is_default(resource, context))
    volumes = [resource] if resource.type in ebs.VOLUME else ebs.block_devices(resource)
    for volume in volumes:
        encrypted = volume["encrypted"]
        yield require(
            any_of(encrypted.is_true(), by_default, is_as_its_source(volume["snapshotId"])),
            at=encrypted,
            problem=f"{encrypted.path} is {encrypted}. {HARM} A volume can be encrypted only when it is made.",
            fix=fix(Set(encrypted.path, True)),
        )


def is_as_its_source(snapshot: Value) -> Fact:
    """Unknown for a volume of a snapshot, which is encrypted as that is; else false."""
    return all_of(is_not(snapshot.is_empty()), snapshot.undecided()) if not snapshot.is_absent else FALSE


def is_default(resource: Resource, context: StackContext[Options]) -> Fact:
    """The stack makes the account encrypt new volumes of the region."""
    return any_fact(
        all_of(
            is_not(one["enabled"].is_false()),
            same_region(one, resource, context.deployment),
        )
        for one in settings_of(context.stack, DEFAULT, "enabled")
    )


RULE = StackRule(
    id="ebs-encrypted",
    summary="EBS volumes must be encrypted",
    rationale="""
        Encryption of volumes costs nothing, changes nothing for the instance, and covers their snapshots. It can be
        chosen only when a volume is made. An EncryptionByDefault of the stack counts; an account whose default is set
        elsewhere has the option `accountDefault`. A volume of a snapshot is encrypted as that is: the answer is
        undetermined. The root volume of an instance that says nothing of it has what the image says and is not asked.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("EC2.3", "EC2.173", "EC2.181"),
    partly=("EC2.7",),
    applies_to=(
        *DEFAULT,
        *ebs.VOLUME,
        *ebs.INSTANCE,
        *ebs.LAUNCH_CONFIGURATION,
        *ebs.LAUNCH_TEMPLATE,
        *ebs.SPOT_FLEET,
    ),
    references=(
        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
    ),
    options=Options,
    check=check,
)
