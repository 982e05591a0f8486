"""rds-copy-tags-to-snapshot: Databases must copy their tags to snapshots."""

from policypack.aws import rds
from policypack.check import TRUE, Resource, Verdict, is_not, require
from policypack.fix import Set, fix
from policypack.rule import Context, ResourceRule


def check(db: Resource, _: Context[None]) -> Verdict:
    """Snapshots get the database's tags; those of an Aurora instance are a matter of its cluster."""
    copies = db["copyTagsToSnapshot"]
    return require(
        copies.is_true(),
        when=is_not(rds.engine(db).starts_with("aurora")) if db.type in rds.INSTANCE else TRUE,
        at=copies,
        problem=f"copyTagsToSnapshot is {copies}: snapshots have no tags, and access and cost rules by tag miss them.",
        fix=fix(Set("copyTagsToSnapshot", True)),
    )


RULE = ResourceRule(
    id="rds-copy-tags-to-snapshot",
    summary="Databases must copy their tags to snapshots",
    rationale="""
        A snapshot outlives its database and is paid for as long as it is kept. AWS copies the database's tags to it
        only where the program asks for it. The rule applies to RDS instances and clusters and to Neptune clusters;
        DocumentDB clusters have no such argument, and AWS ignores that of instances of an Aurora cluster.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    controls=("RDS.16", "RDS.17", "RDS.47", "RDS.48", "Neptune.8"),
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.NEPTUNE_CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    remedy={"copyTagsToSnapshot": True},
    check=check,
)
