"""point-in-time-recovery: Tables must be restorable to any second."""

from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

TABLE = ("aws:dynamodb/table:Table",)

RULE = practices_rule(
    id="point-in-time-recovery",
    summary="Tables must have point-in-time recovery",
    rationale="""
        With point-in-time recovery a table can be restored to any second of the last 35 days: after a wrong update, a
        deleted item, a fault in a program. Without it there is what somebody backed up by hand. It costs by the size of
        the table. Each replica of a global table has its own.
    """,
    harm="What a wrong write or a fault in a program destroys cannot be restored.",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        TABLE: [
            turned_on("pointInTimeRecovery.enabled", controls=("DynamoDB.2",)),
            turned_on("pointInTimeRecovery", controls=("DynamoDB.2",))
            .inside("replicas[]", {"regionName": "eu-west-1"})
            .beside(
                {"pointInTimeRecovery.enabled": True, "streamEnabled": True, "streamViewType": "NEW_AND_OLD_IMAGES"}
            ),
        ],
        ("aws:dynamodb/tableReplica:TableReplica",): [turned_on("pointInTimeRecovery", controls=("DynamoDB.2",))],
    },
)
