"""efs-backup: EFS file systems must be backed up."""

from policypack.aws import efs
from policypack.check import FALSE, Fact, Resource, Stack, Value, Verdict, any_of, require
from policypack.fix import Create, Ref, fix
from policypack.rule import StackContext, StackRule

POLICY = ("aws:efs/backupPolicy:BackupPolicy",)
SELECTION = ("aws:backup/selection:Selection",)


def check(file_system: Resource, context: StackContext[None]) -> Verdict:
    """A backup policy is on, or a backup plan selects the file system; a copy of another one has that one's backups."""
    stack = context.stack
    policies = stack.linked(POLICY, to=file_system, by="fileSystemId")
    return require(
        any_of(
            policies.any(lambda one: one.at("backupPolicy.status").equals("ENABLED")),
            stack.linked(SELECTION, to=file_system, by="resources").exists(),
            stack.linked(efs.REPLICATION, to=file_system, by="destination.fileSystemId").exists(),
            is_selected_otherwise(stack),
        ),
        at="backupPolicy",
        problem="The file system has no backups: files that are deleted or encrypted by an intruder are lost.",
        fix=fix(
            Create(
                POLICY[0],
                file_system.name,
                {"fileSystemId": Ref.to(file_system, "id"), "backupPolicy": {"status": "ENABLED"}},
            )
        ),
    )


def is_selected_otherwise(stack: Stack) -> Fact:
    """Unknown where a backup plan of the stack selects by tags, conditions or wildcards; else false."""
    return stack.derived(_selections)


def _selections(stack: Stack) -> Fact:
    by_tags = (one[name] for one in stack.of_type(SELECTION) for name in ("selectionTags", "conditions"))
    patterns = (one for selection in stack.of_type(SELECTION) for one in selection["resources"].elements())
    wide = [*(one for one in by_tags if not one.is_absent), *(one for one in patterns if is_pattern(one).truth)]
    return wide[0].undecided() if wide else FALSE


def is_pattern(arn: Value) -> Fact:
    """The ARN is of all resources, or of all of a kind."""
    return arn.as_text().test(lambda text: "*" in text)


RULE = StackRule(
    id="efs-backup",
    summary="EFS file systems must be backed up",
    rationale="""
        A file system made in the console is backed up each day; one made by a program is not, unless it says so. The
        backup policy turns on AWS Backup's plan for file systems, which keeps a copy of each day for 35 days. Another
        backup plan counts where it names the file system; where it selects by tags or patterns, the answer is
        undetermined.
    """,
    level="advisory",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    controls=("EFS.7",),
    partly=("EFS.2",),
    applies_to=efs.FILE_SYSTEM,
    references=(
        "https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-7",
    ),
    check=check,
)
