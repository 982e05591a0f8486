"""rds-parameter-group-family: Parameter groups must fit their database's engine and version."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import parameter_groups
from policypack.check import Resource, Value, Verdict, require
from policypack.rule import Rejection, StackContext, StackRule

WRONG_FAMILY = Rejection(
    service="RDS",
    condition="A database's parameter group is of the family of another engine or version",
    error="InvalidParameterCombination: The Parameter Group {parameterGroupName} with DBParameterGroupFamily ..."
    " cannot be used for this instance.",
    source="https://github.com/aws-quickstart/quickstart-r3-corda/issues/25",
    invalid="raised",
    valid="linked",
)


def check(db: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The family of each parameter group is the one that the database's engine and version need."""
    engine = rds.engine_in(db, context.stack)
    version = rds.engine_version(db, context.stack)
    required = parameter_groups.required_family(
        context.catalog, rds.service(db), engine, version, unset=rds.left_to_source(db, version)
    )
    for group, type_, groups in rds.parameter_groups(db, context.stack):
        family = parameter_groups.family(group, groups)
        needed = required.name.say(lambda name: f"the family {name}", "a family of this engine")
        yield require(
            parameter_groups.has_family(group, groups, required.fits),
            when=group.is_set(),
            at=group,
            problem=f"{group.path} is a group of the family {family}; {with_version(engine, version)} needs {needed}.",
            fix=parameter_groups.fix_by_new_group(type_, db, group.path, required.name, groups),
            rejects=WRONG_FAMILY,
        )


def with_version(engine: Value, version: Value) -> str:
    """The engine, with its version where the program sets one."""
    return f"{engine} {version}" if version.is_known else str(engine)


RULE = StackRule(
    id="rds-parameter-group-family",
    summary="Parameter groups must fit their database's engine and version",
    rationale="""
        A parameter group belongs to a family: one engine and one of its major lines, as `postgres15` or
        `aurora-mysql8.0`. AWS rejects a database whose group is of another family, which happens most often when the
        version is raised and the group is not. The rule reads the family from the group that the database names,
        anywhere in the stack, or from the name of a default group; a group outside of the stack is undetermined, and so
        is a version that is not set. An instance of a cluster has its cluster's version.
    """,
    rejections=(WRONG_FAMILY,),
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS, *rds.CLUSTER_INSTANCE, *rds.NEPTUNE_CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        WRONG_FAMILY.source,
        "https://github.com/aws/aws-cdk/issues/32933",
    ),
    check=check,
)
