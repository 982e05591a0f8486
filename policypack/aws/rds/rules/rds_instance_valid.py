"""rds-instance-valid: RDS instance arguments must fit the engine and each other."""

from dataclasses import replace

from policypack.aws import rds
from policypack.aws.rds.engines import license_error
from policypack.constraint import Constraint, Table, argument, fits, length, not_with, only_with, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import NEW, all_conditions
from policypack.model.values import Plain
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"
ZONE = "https://github.com/hashicorp/terraform-provider-aws/issues/39225"
LICENSE = "https://github.com/ansible/ansible/issues/53407"
IAM = "https://github.com/hashicorp/terraform-provider-aws/issues/32998"
CHARACTERS = "https://github.com/aws/aws-cli/issues/908"
STORAGE = "https://github.com/pulumi/pulumi-aws/issues/702"
INSIGHTS = "https://github.com/awsdocs/amazon-rds-user-guide/issues/189"
SQL_SERVER = ("sqlserver-ex", "sqlserver-web", "sqlserver-se", "sqlserver-ee")
ORACLE = ("oracle-se2", "oracle-se2-cdb", "oracle-ee", "oracle-ee-cdb")
OPEN_SOURCE = ("mysql", "mariadb", "postgres")
SOURCES = ("replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import")
SMALL_CLASSES = tuple(f"db.{family}.{size}" for family in ("t4g", "t3", "t2") for size in ("micro", "small"))
RESERVED_PORTS = (3389, 1234, 1434, 3260, 3343, 47001, *range(49152, 49157))
LONGEST_SID = 8
UNENCRYPTED_CLASSES = ("db.t2.micro", "db.t1.micro", "db.m1.small", "db.m1.medium", "db.m1.large", "db.m1.xlarge")
ON_OLD_CLASS = {"engine": "mysql", "engineVersion": "5.7.44-rds.20260902", "instanceClass": "db.t2.micro"}
"""Only versions with Extended Support are offered on these classes."""
AURORA_MEMBER = {"engine": "aurora-mysql", "storageType": None}
LONGEST_RETENTION = 35

engine, model, port = argument("engine"), argument("licenseModel"), argument("port")
insights, retention = argument("performanceInsightsEnabled"), argument("performanceInsightsRetentionPeriod")
WITNESS = {**rds.WITNESSES[rds.INSTANCE[0]], "instanceClass": "db.t3.medium"}
"""On a class that every engine has."""
made_anew = (NEW & all_conditions(~argument(source).is_present() for source in SOURCES)).unsaid()
"""A new instance, not made of another database, which would decide what the program leaves out."""


def required(name: str, value: Plain, shown: str, blank: str) -> Constraint:
    """A new instance needs the argument. The provider says so only after it has made everything before."""
    return Constraint(
        demand=argument(name).is_present(),
        error=f'"{shown}": required field is not set',
        source=STORAGE,
        fix=fix(Set(name, Blank(blank))),
        invalid={name: None},
        valid={name: value},
    )


ALWAYS_ASKED = (
    Constraint(
        demand=argument("iops").is_empty() | argument("iops").equals(0),
        when=engine.starts_with("aurora").unsaid() & engine.is_given(),
        error="InvalidParameterCombination: Specifying IOPs is not allowed for this engine",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/26092",
        fix=fix(Remove("iops")),
        invalid={**AURORA_MEMBER, "iops": 1000},
        valid=AURORA_MEMBER,
        condition="An instance of Aurora has iops",
    ),
    Constraint(
        demand=~argument("storageEncrypted").is_true(),
        when=argument("instanceClass").one_of(*UNENCRYPTED_CLASSES),
        error="InvalidParameterCombination: DB Instance class db.t2.micro does not support encryption at rest",
        source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
        fix=fix(Set("instanceClass", "db.t3.micro"), otherwise=Remove("storageEncrypted")),
        invalid={**ON_OLD_CLASS, "storageEncrypted": True},
        valid=ON_OLD_CLASS,
    ),
    Constraint(
        demand=fits(
            model,
            "a license model of the engine",
            license_error,
            lambda it: model.of(it).as_text(),
            lambda it: engine.of(it).as_text(),
        ),
        when=model.is_given().unsaid(),
        error="InvalidParameterCombination: Invalid license model 'general-public-license' for engine 'postgres'. Valid"
        " license models are: postgresql-license",
        source=LICENSE,
        fix=fix(Remove("licenseModel"), note="RDS then uses the license model of the engine"),
        invalid=(
            {"licenseModel": "general-public-license"},
            {"engine": "mysql", "licenseModel": "postgresql-license"},
            {"engine": "oracle-ee", "licenseModel": "license-included"},
        ),
        valid=(
            {"licenseModel": "postgresql-license"},
            {"engine": "mysql", "licenseModel": "general-public-license"},
            {"engine": "oracle-se2", "licenseModel": "license-included"},
        ),
    ),
    not_with(
        "iamDatabaseAuthenticationEnabled",
        True,
        {"engine": (*SQL_SERVER, *ORACLE)},
        error="InvalidParameterCombination: IAM Database Authentication is not supported for engine sqlserver-se.",
        source=IAM,
    ),
    Constraint(
        demand=argument("backupRetentionPeriod").at_most(LONGEST_RETENTION),
        when=argument("backupRetentionPeriod").is_set().unsaid(),
        error="InvalidParameterValue: Invalid backup retention period: 36. Retention period must be between 0 and 35.",
        source=API,
        fix=fix(Set("backupRetentionPeriod", LONGEST_RETENTION)),
        invalid={"backupRetentionPeriod": LONGEST_RETENTION + 1},
        valid={"backupRetentionPeriod": LONGEST_RETENTION},
    ),
    within(
        "port",
        1150,
        65535,
        error="InvalidParameterValue: Invalid endpoint port 100. Valid range is: 1150-65535",
        source=API,
    ),
    Constraint(
        demand=~port.one_of(*RESERVED_PORTS),
        when=engine.one_of(*SQL_SERVER),
        error="InvalidParameterValue: Port 3389 is reserved for this configuration.",
        source=API,
        fix=fix(Set("port", 1433)),
        invalid={"engine": "sqlserver-se", "port": 3389},
        valid={"engine": "sqlserver-se", "port": 1433},
    ),
    Constraint(
        demand=~argument("instanceClass").one_of(*SMALL_CLASSES),
        when=insights.is_true() & engine.one_of("mysql", "mariadb"),
        at="performanceInsightsEnabled",
        error="InvalidParameterCombination: Performance Insights not supported for this configuration.",
        source=INSIGHTS,
        fix=fix(
            Remove("performanceInsightsEnabled"),
            otherwise=Set("instanceClass", Blank("a class of medium size or larger")),
        ),
        invalid={"engine": "mysql", "instanceClass": "db.t4g.micro", "performanceInsightsEnabled": True},
        valid={"engine": "mysql", "performanceInsightsEnabled": True},
    ),
)
ON_CREATION = (
    not_with(
        "availabilityZone",
        "us-east-1a",
        {"multiAz": True},
        error="InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ"
        " instances.",
        source=ZONE,
    ).also_when(NEW.unsaid()),
    not_with(
        "timezone",
        "Central European Standard Time",
        {"engine": (*OPEN_SOURCE, *ORACLE)},
        error="You can't specify a time zone when you create a DB instance running postgres.",
        source=API,
    ).also_when(NEW.unsaid()),
    replace(
        only_with(
            "masterUserSecretKmsKeyId",
            "alias/databases",
            {"manageMasterUserPassword": True},
            error="A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.",
            source=API,
            beside={"manageMasterUserPassword": None, "password": "correct-horse-7"},
        ),
        fix=fix(
            Set("manageMasterUserPassword", True),
            Remove("password"),
            otherwise=Remove("masterUserSecretKmsKeyId"),
        ),
        valid={"masterUserSecretKmsKeyId": "alias/databases", "manageMasterUserPassword": True},
    ),
)
NOT_OF_ANOTHER = tuple(
    row.also_when(made_anew)
    for row in (
        not_with(
            "dbName",
            "orders",
            {"engine": SQL_SERVER},
            error="InvalidParameterValue: DBName must be null for engine: sqlserver-ex",
            source=API,
        ),
        length(
            "dbName",
            LONGEST_SID,
            given={"engine": ORACLE},
            error="RDS for Oracle: The Oracle System ID (SID) of the created DB instance. Constraints: Can't be longer"
            " than 8 characters.",
            source=API,
        ),
        not_with(
            "characterSetName",
            "utf8",
            {"engine": OPEN_SOURCE},
            error="InvalidParameterValue: Character sets not supported on create for engine: mysql and version5.6.19",
            source=CHARACTERS,
        ),
        required("allocatedStorage", 100, "allocated_storage", "the GiB of storage"),
        required("username", "orders", "username", "a name of your own"),
        Constraint(
            demand=argument("password").is_present()
            | argument("passwordWo").is_present()
            | argument("manageMasterUserPassword").is_true(),
            error="InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.",
            source=API,
            fix=fix(Set("manageMasterUserPassword", True)),
            invalid=({"manageMasterUserPassword": None}, {"manageMasterUserPassword": False}),
            valid=(
                {"manageMasterUserPassword": None, "password": "correct-horse-7"},
                {"manageMasterUserPassword": None, "passwordWo": "correct-horse-7", "passwordWoVersion": 1},
            ),
        ),
    )
)
TABLE = Table("RDS", {rds.INSTANCE: (*ALWAYS_ASKED, *ON_CREATION, *NOT_OF_ANOTHER)}, {rds.INSTANCE[0]: WITNESS})

RULE: StackRule[None] = StackRule(
    id="rds-instance-valid",
    summary="RDS instance arguments must fit the engine and each other",
    rationale="""
        An instance has arguments of all engines, and RDS rejects those that its engine does not have: the license model
        of another engine, a time zone of SQL Server, a database name where SQL Server makes none. Multi-AZ and an
        availability zone exclude each other. What a new instance requires is optional in the provider, because a
        replica or a restored database has it from its source: the rule skips those, and where RDS accepts a change of
        an existing instance, it asks only new ones. An engine that the table does not have is not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=rds.INSTANCE,
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
