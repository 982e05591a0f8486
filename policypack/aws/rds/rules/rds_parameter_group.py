"""rds-parameter-group: Databases must have their own parameter group."""

from policypack.aws import rds
from policypack.aws.common import parameter_groups
from policypack.aws.common.programs import name_of, python_name
from policypack.check import Resource, Value, Verdict, any_of, is_not, known, require
from policypack.rule import StackContext, StackRule


def check(db: Resource, context: StackContext[None]) -> Verdict:
    """A parameter group of one's own is named, not AWS's default one."""
    group, groups = next(rds.parameter_groups(db, context.stack))
    engine = rds.engine(db)
    # An Aurora instance takes its parameters from its cluster.
    takes_none = any_of(
        rds.is_custom(db), known(False) if db.type in rds.ALL_CLUSTERS else engine.starts_with("aurora")
    )
    version = rds.engine_version(db, context.stack)
    family = parameter_groups.required_family(context.catalogue, rds.service(db), engine, version).name
    return require(
        parameter_groups.is_own(group, groups),
        when=is_not(takes_none),
        at=group,
        problem=f"{group.path} is {group}: the values of AWS's default group cannot be changed, and another group takes"
        " effect only after a reboot.",
        fix=f"{python_name(group.path)}={code(db, family)}",
    )


def code(db: Resource, family: Value) -> str:
    """The Python code of a group for this database."""
    kind = "aws.rds.ParameterGroup" if db.type in rds.INSTANCE else f"aws.{rds.service(db)}.ClusterParameterGroup"
    name = family.say(lambda text: f'"{text}"', "...")
    return f"{kind}({name_of(db)}, family={name}).name"


RULE = StackRule(
    id="rds-parameter-group",
    summary="Databases must have their own parameter group",
    rationale="""
        The values of a default parameter group cannot be changed. Whoever needs one changed later (a slow query
        log, TLS only, a limit on connections) must give the database another group and reboot it; with a group
        of its own from the start most changes take effect at once. A name that a preview does not know counts
        where it is that of a parameter group of the stack. Instances of a cluster inherit from their cluster
        and are not asked; RDS Custom takes no parameter group. A replica is asked, too: in another region it
        gets the default group.
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
