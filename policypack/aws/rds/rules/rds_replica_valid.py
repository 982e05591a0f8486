"""rds-replica-valid: Sources of read replicas must keep backups."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common.regions import same_region
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Set, Target, fix
from policypack.rule import Rejection, StackContext, StackRule

SOURCE = "replicateSourceDb"
NO_BACKUPS = Rejection(
    service="RDS",
    condition="The source of a read replica keeps no backups",
    error="InvalidDBInstanceState: Automated backups are not enabled for this database instance. To enable automated"
    " backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/8380",
    invalid="orders",
    valid="orders-kept",
)
NO_KEY = Rejection(
    service="RDS",
    condition="A read replica of an encrypted instance in another region names no key",
    error="If you create an encrypted read replica in a different Region, then you must specify a KMS key identifier"
    " for the destination Amazon Web Services Region.",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html",
    invalid="abroad",
    valid="abroad-with-key",
)


def check(replica: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The source keeps backups, and a replica of an encrypted source in another region has a key there."""
    is_new = replica.is_new()
    for source in context.stack.referred(replica, SOURCE, rds.INSTANCE, names=("identifier",)).certain():
        yield require(
            keeps_backups(source),
            when=is_new,
            on=source,
            at=source["backupRetentionPeriod"],
            problem=f"backupRetentionPeriod is {rds.retention(source)}, and {replica} is a read replica of it:"
            " replication begins with a backup.",
            fix=fix(Set("backupRetentionPeriod", 7, on=Target.of(source))),
            rejects=NO_BACKUPS,
        )
        abroad = is_not(same_region(replica, source, context.deployment))
        yield require(
            known(not replica["kmsKeyId"].is_absent),
            when=all_of(is_new, abroad, source["storageEncrypted"].is_true()),
            at="kmsKeyId",
            problem=f"kmsKeyId is not set: {source} is encrypted, and a key is of one region.",
            fix=fix(Set("kmsKeyId", Blank("the ARN of a key in the replica's region"))),
            rejects=NO_KEY,
        )


def keeps_backups(source: Resource) -> Fact:
    """Backups are kept for a day or more; where the program leaves it out, an instance that exists may keep some."""
    own = source["backupRetentionPeriod"]
    if not own.is_absent:
        return own.at_least(1)
    if source.is_deployed:
        return source.output("backupRetentionPeriod").at_least(1)
    return any_of(rds.left_to_source(source, own), FALSE)


RULE = StackRule(
    id="rds-replica-valid",
    summary="Sources of read replicas must keep backups",
    rationale="""
        RDS makes a read replica from a backup of its source, so it rejects a replica of an instance that keeps none;
        the provider's default is none. A replica of an encrypted instance in another region needs a key of that region.
        An instance that is restored may keep backups as its snapshot says.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=rds.INSTANCE,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html",
        NO_BACKUPS.source,
        NO_KEY.source,
    ),
    rejections=(NO_BACKUPS, NO_KEY),
    check=check,
)
