"""rds-parameter-group-family: Parameter groups must fit their database's engine and version."""

from collections.abc import Iterator

from policypack.aws import parameter_groups, rds
from policypack.aws.programs import python_name
from policypack.check import Resource, Value, Verdict, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    concern="C9",
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
    severity="high",
    applies_to=(*rds.INSTANCE, *rds.ALL_CLUSTERS, *rds.CLUSTER_INSTANCE, *rds.NEPTUNE_CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        "https://github.com/aws-quickstart/quickstart-r3-corda/issues/25",
        "https://github.com/aws/aws-cdk/issues/32933",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            old = aws.rds.ParameterGroup("old", family="postgres14")
            aws.rds.Instance("raised", engine="postgres", engine_version="15.13", parameter_group_name=old.name,
                             **common)
            aws.rds.Instance("engine", engine="mysql", parameter_group_name=old.name, **common)
            aws.rds.Instance("default", engine="mysql", engine_version="8.4", parameter_group_name="default.mysql8.0",
                             **common)
            cluster = aws.rds.Cluster("cluster", engine="aurora-postgresql", engine_version="16.8",
                                      master_username="app", manage_master_user_password=True)
            instances = aws.rds.ParameterGroup("instances", family="aurora-postgresql15")
            aws.rds.ClusterInstance("writer", cluster_identifier=cluster.id, engine="aurora-postgresql",
                                    instance_class="db.r7g.large", db_parameter_group_name=instances.name)
            """,
            finds={
                "raised": "parameterGroupName",
                "engine": "parameterGroupName",
                "default": "parameterGroupName",
                "writer": "dbParameterGroupName",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            common = dict(instance_class="db.t4g.medium", username="app", manage_master_user_password=True,
                          allocated_storage=100, storage_type="gp3")
            own = aws.rds.ParameterGroup("own", name_prefix="orders-", family="postgres15")
            aws.rds.Instance("linked", engine="postgres", engine_version="15.13", parameter_group_name=own.name,
                             **common)
            aws.rds.Instance("major", engine="postgres", engine_version="15", parameter_group_name=own.name, **common)
            aws.rds.Instance("default", engine="mariadb", engine_version="10.11",
                             parameter_group_name="default.mariadb10.11", **common)
            aws.rds.Instance("none", engine="postgres", engine_version="15", **common)
            family = aws.rds.ClusterParameterGroup("cluster", family="aurora-mysql8.0")
            cluster = aws.rds.Cluster("cluster", engine="aurora-mysql", engine_version="8.0.mysql_aurora.3.10.3",
                                      master_username="app", manage_master_user_password=True,
                                      db_cluster_parameter_group_name=family.name)
            instances = aws.rds.ParameterGroup("instances", family="aurora-mysql8.0")
            aws.rds.ClusterInstance("writer", cluster_identifier=cluster.id, engine="aurora-mysql",
                                    instance_class="db.r7g.large", db_parameter_group_name=instances.name)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            common = dict(engine="postgres", instance_class="db.t4g.medium", username="app",
                          manage_master_user_password=True, allocated_storage=100, storage_type="gp3")
            own = aws.rds.ParameterGroup("own", family="postgres15")
            aws.rds.Instance("newest", parameter_group_name=own.name, **common)
            aws.rds.Instance("outside", engine_version="15", parameter_group_name="company-postgres", **common)
            aws.rds.Instance("restored", snapshot_identifier="orders-2026", parameter_group_name=own.name, **common)
            """,
            because={"newest": "engineVersion", "outside": "parameterGroupName", "restored": "snapshotIdentifier"},
        ),
    ),
)
