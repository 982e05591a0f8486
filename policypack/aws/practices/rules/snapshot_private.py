"""snapshot-private: Snapshots must not be shared with everyone."""

from policypack.constraint import Constraint, Inputs, Remove, argument, fix
from policypack.constraint.practices import practice
from policypack.model.controls import page_of_control
from policypack.rule import practices_rule

ACCOUNTS = argument("sharedAccounts")


def _not_public(given: Inputs) -> Constraint:
    return practice(
        ~ACCOUNTS.contains("all"),
        fix=fix(Remove(ACCOUNTS.path), note="or the accounts that need it, by their IDs"),
        invalid={**given, ACCOUNTS.path: ["all"]},
        valid=(given, {**given, ACCOUNTS.path: ["123456789012"]}),
        source=page_of_control("RDS.1"),
    )


RULE = practices_rule(
    id="snapshot-private",
    summary="Snapshots must not be shared with everyone",
    rationale="""
        A snapshot that is shared with `all` can be copied by every account of AWS, with the whole database in it, and
        the copies stay when the sharing ends. Accounts that need it are named one by one. The rule sees snapshots that
        the program makes; those that were made by hand it does not.
    """,
    harm="Every account of AWS can copy it and read the database in it.",
    consequence="exposure",
    since="0.3.0",
    partly=("RDS.1",),
    practices={
        ("aws:rds/snapshot:Snapshot",): [
            _not_public({"dbInstanceIdentifier": "orders", "dbSnapshotIdentifier": "orders-today"})
        ],
        ("aws:rds/clusterSnapshot:ClusterSnapshot",): [
            _not_public({"dbClusterIdentifier": "orders", "dbClusterSnapshotIdentifier": "orders-today"})
        ],
        ("aws:rds/snapshotCopy:SnapshotCopy",): [
            _not_public({"sourceDbSnapshotIdentifier": "orders-today", "targetDbSnapshotIdentifier": "orders-copy"})
        ],
    },
)
