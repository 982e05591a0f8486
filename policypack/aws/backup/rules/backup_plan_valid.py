"""backup-plan-valid: Rules of backup plans must keep recovery points as long as their storage demands."""

from policypack.aws.backup import FEWEST_COLD_DAYS, PLAN, SELECTION, VAULT_LOCK
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Remove,
    Set,
    argument,
    fits,
    fix,
    form,
    joined,
    note,
    ordered,
)
from policypack.model.conditions import any_condition
from policypack.rule import constraints_rule

LIFECYCLE = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"
BESIDE = {"ruleName": "daily", "targetVaultName": "orders", "schedule": "cron(0 5 * * ? *)"}

SELECTIONS = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html"
LOCK = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html"
TO_OTHER = {"destinationVaultArn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:orders"}
WAYS = {
    "resources": ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"],
    "notResources": ["arn:aws:dynamodb:us-east-1:123456789012:table/drafts"],
    "selectionTags": [{"type": "STRINGEQUALS", "key": "team", "value": "orders"}],
    "conditions": [{"stringEquals": [{"key": "aws:ResourceTag/team", "value": "orders"}]}],
}
"""How a selection may select."""

cold, deleted = argument("lifecycle.coldStorageAfter"), argument("lifecycle.deleteAfter")


def too_soon(delete: float | None, move: float | None) -> str | None:
    """Why the recovery point would be deleted too soon; 0 stands for never."""
    if not delete or not move or delete >= move + FEWEST_COLD_DAYS:
        return None
    return f"it is {delete - move:,.0f} days after coldStorageAfter, and the fewest are {FEWEST_COLD_DAYS}"


def kept_long_enough(each: str, beside: Inputs) -> Constraint:
    """A recovery point, or its copy, stays in cold storage for as long as that lasts."""
    return Constraint(
        demand=fits(
            deleted,
            f"at least {FEWEST_COLD_DAYS} days after coldStorageAfter",
            too_soon,
            lambda rule: deleted.of(rule).as_number(),
            lambda rule: cold.of(rule).as_number(),
        ),
        when=cold.is_given() & deleted.is_given().unsaid(),
        error="InvalidParameterValueException: Error in rule daily : Invalid lifecycle. DeleteAfterDays cannot be less"
        " than 90 days apart from MoveToColdStorageAfterDays",
        source="https://github.com/hashicorp/terraform-provider-aws/pull/7350",
        fix=fix(Set("lifecycle.deleteAfter", Blank(f"{FEWEST_COLD_DAYS} days more than coldStorageAfter"))),
        invalid={"lifecycle": {"coldStorageAfter": 30, "deleteAfter": 119}},
        valid=(
            {"lifecycle": {"coldStorageAfter": 30, "deleteAfter": 120}},
            {"lifecycle": {"deleteAfter": 7}},
        ),
    ).inside(each, beside=beside)


RULE = constraints_rule(
    id="backup-plan-valid",
    service="AWS Backup",
    summary="Backup plans must keep recovery points long enough, and selections select some",
    rationale="""
        A recovery point stays in cold storage for 90 days at least, so it is deleted no sooner. Continuous backups, of
        which a database is restored to any second, have no cold storage. A selection has resources, tags or conditions.
    """,
    since="0.2.0",
    constraints={
        PLAN: (
            kept_long_enough("rules[]", BESIDE),
            kept_long_enough("rules[].copyActions[]", TO_OTHER),
            form(
                "targetVaultName",
                "[a-zA-Z0-9_-]{2,50}",
                "2 to 50 letters, digits, hyphens and underscores",
                invalid=("Random Backups", "v"),
                valid="random-backups",
                correct=joined("a-zA-Z0-9_-", 50),
                error="InvalidParameterValueException: Error in rule Daily : Backup vault name Random Backups is not"
                " valid",
                source="https://github.com/aws/aws-cdk/issues/8685",
            ).inside("rules[]", beside={"ruleName": "daily", "schedule": "cron(0 5 * * ? *)"}),
            Constraint(
                demand=~cold.at_least(1),
                when=argument("enableContinuousBackup").is_true(),
                error="InvalidParameterValueException: Error in rule daily : Invalid lifecycle."
                " MoveToColdStorageAfterDays is unavailable",
                source="https://github.com/lgallard/terraform-aws-backup/issues/40",
                fix=fix(Remove("lifecycle.coldStorageAfter"), otherwise=Remove("enableContinuousBackup")),
                invalid={"enableContinuousBackup": True, "lifecycle": {"coldStorageAfter": 30, "deleteAfter": 300}},
                valid={"enableContinuousBackup": True, "lifecycle": {"deleteAfter": 35}},
            ).inside("rules[]", beside=BESIDE),
        ),
        SELECTION: (
            Constraint(
                demand=any_condition(argument(way).is_present() for way in WAYS).called(
                    "the selection selects resources",
                    "the selection must have resources, selectionTags or conditions",
                    fails="a selection has neither resources nor tags nor conditions",
                ),
                at="resources",
                error="InvalidParameterValueException: Invalid backup selection. Either 'ListOfTags' or 'Resources'"
                " section must be non-empty.",
                source="https://github.com/ministryofjustice/modernisation-platform-terraform-baselines/pull/90",
                fix=note('the ARNs of resources, or "*" for all that AWS Backup can back up'),
                invalid={},
                valid=tuple({way: value} for way, value in WAYS.items()),
            ),
        ),
        VAULT_LOCK: (
            ordered(
                "minRetentionDays",
                "maxRetentionDays",
                low=7,
                high=365,
                error="InvalidParameterValueException: MinRetentionDays cannot be greater than MaxRetentionDays",
                source=LOCK,
            ),
        ),
    },
    base={
        PLAN[0]: {"name": "orders"},
        SELECTION[0]: {
            "name": "orders",
            "planId": "ca2f3bf8-4a0a-4b6b-8b0a-5a2b3c4d5e6f",
            "iamRoleArn": "arn:aws:iam::123456789012:role/backup",
        },
        VAULT_LOCK[0]: {"backupVaultName": "orders"},
    },
    references=(LIFECYCLE, SELECTIONS),
)
