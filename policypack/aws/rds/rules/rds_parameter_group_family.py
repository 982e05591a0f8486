"""rds-parameter-group-family: Parameter groups must fit their database's engine and version."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.common import parameter_groups
from policypack.aws.common.programs import python_name
from policypack.check import Resource, Value, Verdict, require
from policypack.rule import Rejection, StackContext, StackRule


def check(db: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The family of each parameter group is the one that the database's engine and version need."""
    engine = rds.engine_in(db, context.stack)
    version = rds.engine_version(db, context.stack)
    required = parameter_groups.required_family(
        context.catalogue, rds.service(db), engine, version, untold=rds.left_to_source(db, version)
    )
    for group, groups in rds.parameter_groups(db, context.stack):
        family = parameter_groups.family(group, groups)
        needed = required.name.say(lambda name: f"the family {name}", "a family of this engine")
        yield require(
            parameter_groups.has_family(group, groups, required.fits),
            when=group.is_set(),
            at=group,
            problem=f"{group.path} names a group of the family {family}, which AWS rejects: {named(engine, version)}"
            f" needs {needed}.",
            fix=required.name.say(
                lambda name: f'family="{name}"  # of the parameter group',
                f"{python_name(group.path)}=None  # the engine's default group, or one of a family of the engine",
            ),
        )


def named(engine: Value, version: Value) -> str:
    """The engine, with its version where the program sets one."""
    return f"{engine} {version}" if version.is_known else str(engine)


RULE = StackRule(
    id="rds-parameter-group-family",
    summary="Parameter groups must fit their database's engine and version",
    rationale="""
        A parameter group belongs to a family: one engine and one of its major lines, as `postgres15` or
        `aurora-mysql8.0`. AWS rejects a database whose group is of another family, which happens most often when the
        version is raised and the group is not. The family is read from the group that the database names, wherever in
        the stack it stands, or from the name of AWS's default group; a group outside of the stack is undetermined, and
        so is a version that is left out. An instance of a cluster takes its version from its cluster.
    """,
    rejections=(
        Rejection(
            service="RDS",
            condition="A database's parameter group is of the family of another engine or version",
            error="InvalidParameterCombination: The Parameter Group default.aurora-postgresql9.6 with"
            " DBParameterGroupFamily aurora-postgresql9.6 cannot be used for this instance. Please use a Parameter"
            " Group with DBParameterGroupFamily aurora-postgresql10",
            source="https://github.com/aws-quickstart/quickstart-r3-corda/issues/25",
            invalid="raised",
            valid="linked",
        ),
    ),
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS, *rds.CLUSTER_INSTANCE, *rds.NEPTUNE_CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        "https://github.com/aws-quickstart/quickstart-r3-corda/issues/25",
        "https://github.com/aws/aws-cdk/issues/32933",
    ),
    check=check,
)
