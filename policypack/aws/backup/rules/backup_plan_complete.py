"""backup-plan-complete: A stack's backup plan must select all of its databases."""

from policypack.aws import rds
from policypack.aws.backup.selections import has_selections, is_selected
from policypack.aws.dynamodb import TABLE
from policypack.check import TRUE, Fact, Resource, Verdict, all_of, is_not, require
from policypack.fix import note
from policypack.rule import StackContext, StackRule

_ARNS = {
    TABLE[0]: ("dynamodb", "table/"),
    rds.INSTANCE[0]: ("rds", "db:"),
    rds.CLUSTER[0]: ("rds", "cluster:"),
    "aws:ebs/volume:Volume": ("ec2", "volume/"),
}
"""Type -> the service and the kind in its ARN."""


def check(store: Resource, context: StackContext[None]) -> Verdict:
    """Where the stack has selections for a backup plan, one of them is of the resource."""
    service, kind = _ARNS[store.type]
    return require(
        is_selected(store, service, kind, context.stack, context.deployment),
        when=all_of(has_selections(context.stack), makes_backups(store)),
        at="backupPlan",
        problem="The stack has a backup plan, and none of its selections is of this resource: it has no backups by the"
        " plan.",
        fix=note("the resource's ARN in resources of a selection of the backup plan, or the tag that one selects by"),
    )


def makes_backups(store: Resource) -> Fact:
    """It is no replica, whose source is backed up."""
    return is_not(rds.is_replica(store)) if store.type in (*rds.INSTANCE, *rds.CLUSTER) else TRUE


RULE = StackRule(
    id="backup-plan-complete",
    summary="A stack's backup plan must select all of its databases",
    rationale="""
        AWS Backup copies what a selection of a plan names, by ARN, by pattern or by tag. A table or a volume that is
        added later is easily left out, and is missed only when it must be restored. The rule asks tables, databases and
        volumes of a stack that has selections; a plan of another stack or of the organization is not seen. Selections
        with conditions or exceptions are undetermined.
    """,
    level="advisory",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    partly=("DynamoDB.4", "EC2.28", "RDS.26"),
    applies_to=tuple(_ARNS),
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-4",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    ),
    check=check,
)
