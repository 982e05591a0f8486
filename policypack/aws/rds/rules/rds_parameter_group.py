"""rds-parameter-group: Databases must have their own parameter group."""

from policypack.aws import rds
from policypack.aws.common import parameter_groups
from policypack.check import FALSE, Linked, Resource, Verdict, any_of, is_not, require
from policypack.rule import StackContext, StackRule


def check(db: Resource, context: StackContext[None]) -> Verdict:
    """The database has a custom parameter group, not a default one."""
    group, type_, groups = next(rds.parameter_groups(db, context.stack))
    engine = rds.engine(db)
    # An Aurora instance gets its parameters from its cluster.
    has_none = any_of(rds.is_custom(db), FALSE if db.type in rds.ALL_CLUSTERS else engine.starts_with("aurora"))
    version = rds.engine_version(db, context.stack)
    family = parameter_groups.required_family(context.catalog, rds.service(db), engine, version).name
    return require(
        parameter_groups.is_own(group, groups),
        when=is_not(has_none),
        at=group,
        problem=f"{group.path} is {group}: the parameters of a default group cannot be changed, and another group needs"
        " a reboot to take effect.",
        fix=parameter_groups.fix_by_new_group(type_, db, group.path, family, Linked()),
    )


RULE = StackRule(
    id="rds-parameter-group",
    summary="Databases must have their own parameter group",
    rationale="""
        The parameters of a default parameter group cannot be changed. To change one later (a slow query log, TLS only,
        a limit on connections), the database needs another group and a reboot; with a custom group from the start most
        changes take effect at once. A name that a preview does not know passes where it is that of a parameter group of
        the stack. The rule skips instances of a cluster, which inherit from their cluster, and RDS Custom, which has no
        parameter groups. It applies to replicas: in another region they get the default group.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    ),
    check=check,
)
