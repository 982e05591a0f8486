"""rds-copy-tags-to-snapshot: Databases must copy their tags to snapshots."""

from policypack.aws import rds
from policypack.check import TRUE, Resource, Verdict, is_not, require
from policypack.rule import Bad, Context, Good, ResourceRule, Undecided


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
    severity="low",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.NEPTUNE_CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    remedy={"copyTagsToSnapshot": True},
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            common = dict(engine="postgres", instance_class="db.t4g.medium", username="app",
                          manage_master_user_password=True, allocated_storage=100, storage_type="gp3")
            aws.rds.Instance("unsaid", **common)
            aws.rds.Instance("off", copy_tags_to_snapshot=False, **common)
            aws.rds.Cluster("aurora", engine="aurora-postgresql", master_username="app",
                            manage_master_user_password=True)
            aws.neptune.Cluster("graph")
            """,
            finds={
                "unsaid": "copyTagsToSnapshot",
                "off": "copyTagsToSnapshot",
                "aurora": "copyTagsToSnapshot",
                "graph": "copyTagsToSnapshot",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             copy_tags_to_snapshot=True)
            aws.rds.Cluster("aurora", engine="aurora-postgresql", master_username="app",
                            manage_master_user_password=True, copy_tags_to_snapshot=True)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", username="app",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             copy_tags_to_snapshot=old.outputs["CopyTags"])
            """,
            because={"orders": "copyTagsToSnapshot"},
        ),
    ),
)
