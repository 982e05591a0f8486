"""rds-cluster-valid: RDS cluster arguments must fit the engine and each other."""

from policypack.aws import rds
from policypack.constraint import Constraint, Table, argument, few, not_with, within
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.conditions import NEW, all_conditions
from policypack.model.values import Plain
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html"
CLASS = "https://github.com/crossplane-contrib/provider-upjet-aws/issues/901"
AURORA = ("aurora-postgresql", "aurora-mysql")
SOURCES = (
    "replicationSourceIdentifier",
    "globalClusterIdentifier",
    "snapshotIdentifier",
    "restoreToPointInTime",
    "s3Import",
)
RETIRED_MODES = ("serverless", "parallelquery", "multimaster")
LONGEST_RETENTION = 35
REPLICATED = "arn:aws:rds:us-west-2:123456789012:cluster:orders"
MULTI_AZ = {
    "engine": "postgres",
    "dbClusterInstanceClass": "db.m6gd.large",
    "allocatedStorage": 100,
    "storageType": "io1",
    "iops": 1000,
}

engine, mode = argument("engine"), argument("engineMode")
is_new = NEW.unsaid()
made_anew = (NEW & all_conditions(~argument(source).is_present() for source in SOURCES)).unsaid()
"""A new cluster that has nothing from another one: neither its data nor, in a global cluster, its primary."""


def not_of_aurora(name: str, parameter: str, value: Plain, source: str) -> Constraint:
    """Only a Multi-AZ cluster has the argument: instances of an Aurora cluster are resources of their own."""
    return not_with(
        name,
        value,
        {"engine": AURORA},
        error=f"InvalidParameterCombination: {parameter} isn't supported for DB engine aurora-postgresql.",
        source=source,
    ).also_when(is_new)


def of_multi_az(name: str, blank: str) -> Constraint:
    """A Multi-AZ cluster needs the argument; ``blank`` says what it may be."""
    return Constraint(
        demand=argument(name).is_present(),
        when=engine.one_of(*rds.MULTI_AZ_CLUSTER_ENGINES) & made_anew,
        error="This setting is required to create a Multi-AZ DB cluster.",
        source=API,
        fix=fix(Set(name, Blank(blank)), note="or use aurora-mysql or aurora-postgresql"),
        invalid={**MULTI_AZ, name: None},
        valid=MULTI_AZ,
    )


def not_of_multi_az(name: str, value: Plain) -> Constraint:
    """Only Aurora has the argument."""
    return not_with(
        name,
        value,
        {"engine": rds.MULTI_AZ_CLUSTER_ENGINES},
        beside={**MULTI_AZ, "engine": None},
        error="Valid for Cluster Type: Aurora DB clusters only",
        source=API,
    ).also_when(is_new)


def of_the_source(name: str, value: Plain, shown: str) -> Constraint:
    """A replica has what its source has."""
    base = {"masterUsername": None, "manageMasterUserPassword": None, "replicationSourceIdentifier": REPLICATED}
    return Constraint(
        demand=~argument(name).is_true() if value is True else argument(name).is_empty(),
        when=argument("replicationSourceIdentifier").is_given() & is_new,
        error=f"InvalidParameterCombination: Cannot specify {shown} for instance cluster replication cluster",
        source="https://github.com/cloudposse/terraform-aws-rds-cluster/pull/119",
        fix=fix(Remove(name)),
        invalid={**base, name: value},
        valid=base,
    )


ROWS = (
    not_of_aurora("dbClusterInstanceClass", "DBClusterInstanceClass", "db.r6g.large", CLASS),
    not_of_aurora("allocatedStorage", "AllocatedStorage", 100, API),
    of_multi_az("dbClusterInstanceClass", "a class with local disks, such as db.m6gd.large"),
    of_multi_az("allocatedStorage", "the GiB of storage"),
    not_of_multi_az("globalClusterIdentifier", "orders-global"),
    not_of_multi_az("serverlessv2ScalingConfiguration", {"minCapacity": 1, "maxCapacity": 4}),
    Constraint(
        demand=~mode.one_of(*RETIRED_MODES),
        when=is_new,
        error="InvalidParameterCombination: The engine mode serverless you requested is currently unavailable.",
        source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.html",
        fix=note(
            "remove engineMode; for capacity by need, set serverlessv2ScalingConfiguration and the instances' class"
            " db.serverless"
        ),
        invalid=({"engineMode": "serverless"}, {"engineMode": "multimaster"}),
        valid={"engineMode": "provisioned"},
    ),
    Constraint(
        demand=mode.equals("serverless"),
        when=argument("scalingConfiguration").is_given() & is_new,
        at="scalingConfiguration",
        error="You can only specify scaling configuration for an Aurora Serverless v1 cluster.",
        source=API,
        fix=fix(
            Remove("scalingConfiguration"),
            Set("serverlessv2ScalingConfiguration", rds.A_RANGE),
        ),
        invalid={"scalingConfiguration": {"minCapacity": 2, "maxCapacity": 16}},
        valid={"serverlessv2ScalingConfiguration": {"minCapacity": 0.5, "maxCapacity": 16}},
    ),
    Constraint(
        demand=engine.equals("aurora-mysql"),
        when=argument("backtrackWindow").at_least(1),
        at="backtrackWindow",
        error="InvalidParameterCombination: Backtrack is not enabled for the aurora-postgresql engine.",
        source=API,
        fix=fix(Remove("backtrackWindow")),
        invalid={"backtrackWindow": 3600},
        valid=({"engine": "aurora-mysql", "backtrackWindow": 3600}, {"backtrackWindow": 0}),
    ),
    Constraint(
        demand=~argument("backtrackWindow").at_least(1),
        when=argument("globalClusterIdentifier").is_given() & is_new,
        error="InvalidParameterCombination: Backtrack is not supported for global databases.",
        source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
        fix=fix(Remove("backtrackWindow"), otherwise=Remove("globalClusterIdentifier")),
        invalid={"engine": "aurora-mysql", "globalClusterIdentifier": "orders-global", "backtrackWindow": 3600},
        valid={"engine": "aurora-mysql", "globalClusterIdentifier": "orders-global"},
    ),
    *(
        of_the_source(name, value, shown)
        for name, value, shown in (
            ("masterUsername", "orders", "user name"),
            ("masterPassword", "correct-horse-7", "password"),
            ("manageMasterUserPassword", True, "password"),
            ("databaseName", "orders", "database name"),
        )
    ),
    Constraint(
        demand=argument("globalClusterIdentifier").is_present(),
        when=argument("enableGlobalWriteForwarding").is_true() & is_new,
        error="InvalidParameterCombination: Requested global functionality, but global cluster identifier is not"
        " specified",
        source=API,
        fix=fix(
            Remove("enableGlobalWriteForwarding"),
            otherwise=Set("globalClusterIdentifier", Blank("the identifier of the global cluster")),
        ),
        invalid={"enableGlobalWriteForwarding": True},
        valid={"enableGlobalWriteForwarding": True, "globalClusterIdentifier": "orders-global"},
    ),
    few(
        "availabilityZones",
        3,
        item="us-east-1a",
        error="InvalidParameterCombination: You cannot specify more than 3 availability zones.",
        source=API,
    ),
    within(
        "port",
        1150,
        65535,
        error="InvalidParameterValue: Invalid endpoint port 100. Valid range is: 1150-65535",
        source=API,
    ),
    Constraint(
        demand=argument("backupRetentionPeriod").at_most(LONGEST_RETENTION),
        when=argument("backupRetentionPeriod").is_set().unsaid(),
        error="InvalidParameterValue: Invalid backup retention period: 36. Retention period must be between 1 and 35.",
        source=API,
        fix=fix(Set("backupRetentionPeriod", LONGEST_RETENTION)),
        invalid={"backupRetentionPeriod": LONGEST_RETENTION + 1},
        valid={"backupRetentionPeriod": LONGEST_RETENTION},
    ),
)

USER = (
    Constraint(
        demand=argument("masterUsername").is_present(),
        when=made_anew,
        error="InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank.",
        source=API,
        fix=fix(Set("masterUsername", Blank("a name of your own"))),
        invalid={"masterUsername": None},
        valid={"masterUsername": "orders"},
    ),
    Constraint(
        demand=argument("masterPassword").is_present()
        | argument("masterPasswordWo").is_present()
        | argument("manageMasterUserPassword").is_true(),
        when=made_anew,
        error="InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.",
        source=API,
        fix=fix(Set("manageMasterUserPassword", True)),
        invalid=({"manageMasterUserPassword": None}, {"manageMasterUserPassword": False}),
        valid=(
            {"manageMasterUserPassword": None, "masterPassword": "correct-horse-7"},
            {"manageMasterUserPassword": None, "globalClusterIdentifier": "orders-global"},
        ),
    ),
)
RESTORE = "restoreToPointInTime"
CLONE: Plain = {"sourceClusterIdentifier": "orders", "restoreType": "copy-on-write"}
RESTORED = (
    Constraint(
        demand=argument(f"{RESTORE}.restoreToTime").is_empty(),
        when=argument(f"{RESTORE}.restoreType").equals("copy-on-write") & is_new,
        error="RestoreToTime: Can't be specified if the RestoreType parameter is copy-on-write",
        source="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterToPointInTime.html",
        fix=fix(Remove(f"{RESTORE}.restoreToTime"), otherwise=Set(f"{RESTORE}.restoreType", "full-copy")),
        invalid={RESTORE: {**CLONE, "restoreToTime": "2026-01-02T03:04:05Z"}},
        valid={RESTORE: {**CLONE, "useLatestRestorableTime": True}},
    ),
)
OF_INSTANCES = r"(?:postgres(?:9|1[0-2])|mysql5|mariadb|oracle-|custom-|sqlserver-|db2-).*"
FAMILIES = (
    Constraint(
        demand=~argument("family").matches(OF_INSTANCES, "a family of instances"),
        when=argument("family").is_given().unsaid(),
        error="InvalidParameterValue: ParameterGroupFamily postgres12 is not a valid parameter group family",
        source="https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/703",
        fix=fix(Set("family", Blank("a family of clusters, such as aurora-postgresql16"))),
        invalid={"family": "postgres12"},
        valid=({"family": "postgres16"}, {"family": "aurora-postgresql12"}, {"family": "mysql8.0"}),
    ),
)
TABLE = Table(
    "RDS",
    {rds.CLUSTER: (*ROWS, *USER, *RESTORED), rds.CLUSTER_PARAMETER_GROUP: FAMILIES},
    rds.WITNESSES,
)

RULE: StackRule[None] = StackRule(
    id="rds-cluster-valid",
    summary="RDS cluster arguments must fit the engine and each other",
    rationale="""
        A cluster is of Aurora, whose instances are resources of their own, or a Multi-AZ cluster of MySQL or
        PostgreSQL, which has its instances and its storage itself: each rejects the arguments of the other. Aurora
        Serverless v1 and the other engine modes are retired. A new cluster needs a master user with a password, unless
        it is restored, replicates another one or joins a global cluster. Existing clusters keep what they have, so most
        rows ask only new ones.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*rds.CLUSTER, *rds.CLUSTER_PARAMETER_GROUP),
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
