"""rds-final-snapshot: Databases must name a final snapshot or skip it."""

from policypack.aws import rds
from policypack.check import TRUE, Fact, Resource, Verdict, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(database: Resource, context: Context[None]) -> Verdict:  # noqa: ARG001
    """The database says how its final snapshot is called, or that there is none."""
    snapshot = database["finalSnapshotIdentifier"]
    return require(
        any_of(database["skipFinalSnapshot"].is_true(), is_not(snapshot.is_empty())),
        when=holds_data_of_its_own(database),
        at=snapshot,
        problem="finalSnapshotIdentifier is not set and skipFinalSnapshot is not true: the database cannot be deleted,"
        " neither by a destroy nor where a change replaces it.",
        fix='final_snapshot_identifier="orders-db-final"  # or skip_final_snapshot=True',
    )


def holds_data_of_its_own(database: Resource) -> Fact:
    """Replicas, of which RDS makes no final snapshot, are not asked; DocumentDB has none."""
    return TRUE if database.type in rds.DOCUMENTDB_CLUSTER else is_not(rds.is_replica(database))


_REQUIRED = "https://github.com/hashicorp/terraform/issues/14449"
_CLUSTER = "https://github.com/hashicorp/terraform/issues/18285"

RULE = ResourceRule(
    id="rds-final-snapshot",
    summary="Databases must name a final snapshot or skip it",
    rationale="""
        Unless the program says otherwise, deleting a database takes a last snapshot, and that needs a name. Nothing
        asks for it until then: the destroy of a test stack, or a change that replaces the database, fails at that
        point. The name must not be taken already, so a stack that is made again and again puts a random part into it.
        The rule is advisory, because the update that makes the database succeeds.
    """,
    level="advisory",
    consequence="data loss",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html",
        _REQUIRED,
        _CLUSTER,
    ),
    rejections=(
        Rejection(
            service="RDS",
            condition="A database is deleted that neither names its final snapshot nor does without",
            error="DB Instance FinalSnapshotIdentifier is required when a final snapshot is required",
            source=_REQUIRED,
            invalid="unsaid",
            valid="skipped",
        ),
        Rejection(
            service="RDS",
            condition="A cluster is deleted that neither names its final snapshot nor does without",
            error="RDS Cluster FinalSnapshotIdentifier is required when a final snapshot is required",
            source=_CLUSTER,
            invalid="cluster",
            valid="named-cluster",
        ),
    ),
    check=check,
)
