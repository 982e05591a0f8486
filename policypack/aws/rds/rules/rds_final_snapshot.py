"""rds-final-snapshot: Databases must name a final snapshot or skip it."""

from policypack.aws import rds
from policypack.constraint import ALWAYS, Blank, Condition, Constraint, Set, argument, fix
from policypack.rule import constraints_rule

INSTANCE = "https://github.com/hashicorp/terraform/issues/14449"
CLUSTER = "https://github.com/hashicorp/terraform/issues/18285"
DOCUMENTDB = "https://github.com/hashicorp/terraform-provider-aws/issues/37582"

snapshot, skip = argument("finalSnapshotIdentifier"), argument("skipFinalSnapshot")


def names_or_skips(kind: str, source: str, when: Condition = ALWAYS) -> Constraint:
    """The row of one kind of database, by the name that the error gives it."""
    return Constraint(
        demand=snapshot.is_given() | skip.is_true(),
        when=when,
        error=f"{kind} FinalSnapshotIdentifier is required when a final snapshot is required",
        source=source,
        fix=fix(
            Set("finalSnapshotIdentifier", Blank("a name of the last snapshot")),
            otherwise=Set("skipFinalSnapshot", True),
        ),
        invalid=({}, {"skipFinalSnapshot": False}),
        valid=({"finalSnapshotIdentifier": "orders-db-final"}, {"skipFinalSnapshot": True}),
        problem="finalSnapshotIdentifier is not set and skipFinalSnapshot is not true: the database cannot be deleted,"
        " neither by a destroy nor by a change that replaces it.",
    )


RULE = constraints_rule(
    id="rds-final-snapshot",
    service="RDS",
    summary="Databases must name a final snapshot or skip it",
    rationale="""
        Unless the program skips it, deleting a database takes a final snapshot, which needs a name. A missing name
        shows only then: the destroy of a test stack, or a change that replaces the database, fails. The name must not
        be in use, so a stack that is created again and again needs a random part in it. RDS takes no final snapshot of
        a replica, so the rule skips replicas. The rule is advisory, because the update that creates the database
        succeeds.
    """,
    level="advisory",
    consequence="data loss",
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html",),
    constraints={
        rds.INSTANCE: (names_or_skips("DB Instance", INSTANCE, ~argument("replicateSourceDb").is_set()),),
        (*rds.CLUSTER, *rds.NEPTUNE_CLUSTER): (
            names_or_skips("RDS Cluster", CLUSTER, ~argument("replicationSourceIdentifier").is_set()),
        ),
        rds.DOCUMENTDB_CLUSTER: (names_or_skips("DocumentDB Cluster", DOCUMENTDB),),
    },
    base=rds.WITNESSES,
)
