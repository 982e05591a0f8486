"""rds-copy-tags-to-snapshot: Databases must copy their tags to snapshots."""

from policypack.aws import rds
from policypack.check import TRUE, Resource, Verdict, is_not, require
from policypack.rule import Context, ResourceRule


def check(db: Resource, _: Context[None]) -> Verdict:
    """The database's tags are copied to its snapshots; an Aurora instance leaves that to its cluster."""
    copies = db["copyTagsToSnapshot"]
    return require(
        copies.is_true(),
        when=is_not(rds.engine(db).starts_with("aurora")) if db.type in rds.INSTANCE else TRUE,
        at=copies,
        problem=f"copyTagsToSnapshot is {copies}: nobody can tell from a snapshot whose it is, and rules of access and"
        " cost that go by tags do not reach it.",
        fix="copy_tags_to_snapshot=True",
    )


RULE = ResourceRule(
    id="rds-copy-tags-to-snapshot",
    summary="Databases must copy their tags to snapshots",
    rationale="""
        A snapshot outlives its database and is paid for as long as it is kept. AWS copies the database's tags to it
        only where it is told to. RDS instances and clusters and Neptune clusters are asked; DocumentDB has no such
        argument on its clusters, and AWS ignores that of instances of an Aurora cluster.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.NEPTUNE_CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    remedy={"copyTagsToSnapshot": True},
    check=check,
)
