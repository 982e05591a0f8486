"""backup-plan-valid: Rules of backup plans must keep recovery points as long as their storage demands."""

from policypack.aws.backup import FEWEST_COLD_DAYS, PLAN
from policypack.constraint import Blank, Constraint, Remove, Set, argument, fits, fix
from policypack.rule import constraints_rule

LIFECYCLE = "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"
BESIDE = {"ruleName": "daily", "targetVaultName": "orders", "schedule": "cron(0 5 * * ? *)"}

cold, deleted = argument("lifecycle.coldStorageAfter"), argument("lifecycle.deleteAfter")


def too_soon(delete: float | None, move: float | None) -> str | None:
    """Why the recovery point would be deleted too soon; 0 stands for never."""
    if not delete or not move or delete >= move + FEWEST_COLD_DAYS:
        return None
    return f"it is {delete - move:,.0f} days after coldStorageAfter, and the fewest are {FEWEST_COLD_DAYS}"


RULE = constraints_rule(
    id="backup-plan-valid",
    service="AWS Backup",
    summary="Backup plans must keep recovery points as long as their storage demands",
    rationale="""
        A recovery point stays in cold storage for 90 days at least, so it is deleted no sooner. Continuous backups, of
        which a database is restored to any second, have no cold storage.
    """,
    since="0.2.0",
    constraints={
        PLAN: (
            Constraint(
                demand=fits(
                    deleted,
                    f"at least {FEWEST_COLD_DAYS} days after coldStorageAfter",
                    too_soon,
                    lambda rule: deleted.of(rule).as_number(),
                    lambda rule: cold.of(rule).as_number(),
                ),
                when=cold.is_given() & deleted.is_given().unsaid(),
                error="InvalidParameterValueException: Error in rule daily : Invalid lifecycle. DeleteAfterDays cannot"
                " be less than 90 days apart from MoveToColdStorageAfterDays",
                source="https://github.com/hashicorp/terraform-provider-aws/pull/7350",
                fix=fix(Set("lifecycle.deleteAfter", Blank(f"{FEWEST_COLD_DAYS} days more than coldStorageAfter"))),
                invalid={"lifecycle": {"coldStorageAfter": 30, "deleteAfter": 119}},
                valid=(
                    {"lifecycle": {"coldStorageAfter": 30, "deleteAfter": 120}},
                    {"lifecycle": {"deleteAfter": 7}},
                ),
            ).inside("rules[]", beside=BESIDE),
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
        )
    },
    base={PLAN[0]: {"name": "orders"}},
    references=(LIFECYCLE,),
)
