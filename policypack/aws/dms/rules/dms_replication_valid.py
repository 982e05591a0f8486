"""dms-replication-valid: DMS endpoints, instances and tasks must have settings that fit together."""

from policypack.aws.dms import ENDPOINT, REPLICATION_CONFIG, REPLICATION_INSTANCE, REPLICATION_TASK, SUBNET_GROUP
from policypack.constraint import Constraint, Json, Table, argument, form, not_with, one_of
from policypack.fix import Blank, Edit, Set, fix
from policypack.model.conditions import NEW
from policypack.model.values import Plain
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/dms/latest/APIReference"
OF_ENDPOINT = f"{API}/API_CreateEndpoint.html"
OF_TASK = f"{API}/API_CreateReplicationTask.html"
OF_INSTANCE = f"{API}/API_CreateReplicationInstance.html"
OF_CONFIG = f"{API}/API_ComputeConfig.html"
LOG_GROUP = "https://github.com/hashicorp/terraform-provider-aws/issues/21512"
SERVERS = (
    "mysql",
    "oracle",
    "postgres",
    "mariadb",
    "aurora",
    "aurora-postgresql",
    "redshift",
    "db2",
    "azuredb",
    "sybase",
    "mongodb",
    "docdb",
    "sqlserver",
    "babelfish",
)
"""Engines whose endpoint is a server."""
UNITS = (1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384)
NAME = r"[a-zA-Z](?:-?[a-zA-Z0-9])*"

engine, settings = argument("engineName"), argument("replicationTaskSettings")
secret = argument("secretsManagerArn")
SECRET_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-a1b2c3"
OF_SECRET = {"serverName": None, "username": None, "password": None, "port": None}
"""What an endpoint does not say whose secret does."""
is_server = engine.one_of(*SERVERS) & secret.is_empty()
MAPPINGS = Json({"rules": []})


def log_error(tree: Plain) -> str | None:
    """What is wrong with the logging of a new task."""
    logging = tree.get("Logging") if isinstance(tree, dict) else None
    if not isinstance(logging, dict):
        return None
    own = next((name for name in ("CloudWatchLogGroup", "CloudWatchLogStream") if logging.get(name)), None)
    return f"Logging has {own}, which DMS sets itself" if own else None


ENDPOINT_ROWS = (
    *(
        Constraint(
            demand=argument(name).is_present(),
            when=is_server,
            error=f"InvalidParameterValueException: The parameter {name} must be provided and must not be blank.",
            source="https://github.com/hashicorp/terraform/issues/23442",
            fix=fix(Set(name, value)),
            invalid={name: None},
            valid=({}, {"engineName": "s3", name: None}),
        )
        for name, value in (
            ("serverName", Blank("the host of the database")),
            ("username", Blank("the user of the database")),
            ("port", Blank("the port of the database")),
        )
    ),
    Constraint(
        demand=argument("secretsManagerAccessRoleArn").is_present(),
        when=secret.is_given(),
        error="SecretsManagerAccessRoleArn: The full Amazon Resource Name (ARN) of the IAM role that specifies DMS as"
        " the trusted entity and grants the required permissions to access the value in SecretsManagerSecret.",
        source=f"{API}/API_MySQLSettings.html",
        fix=fix(Set("secretsManagerAccessRoleArn", Blank("the ARN of a role that DMS assumes"))),
        invalid={**OF_SECRET, "secretsManagerArn": SECRET_ARN},
        valid={
            **OF_SECRET,
            "secretsManagerArn": SECRET_ARN,
            "secretsManagerAccessRoleArn": "arn:aws:iam::123456789012:role/dms",
        },
    ),
)
TASK_ROWS = (
    Constraint(
        demand=settings.holds("settings whose Logging names no log group or stream", log_error),
        when=settings.is_given().unsaid() & NEW.unsaid(),
        error="InvalidParameterValueException: Task Settings CloudWatchLogGroup or CloudWatchLogStream cannot be set on"
        " create.",
        source=LOG_GROUP,
        fix=fix(
            *(Edit(settings.path, f"Logging.{name}", None) for name in ("CloudWatchLogGroup", "CloudWatchLogStream"))
        ),
        invalid={"replicationTaskSettings": Json({"Logging": {"EnableLogging": True, "CloudWatchLogGroup": "dms"}})},
        valid={"replicationTaskSettings": Json({"Logging": {"EnableLogging": True}})},
    ),
    not_with(
        "cdcStartTime",
        "2026-03-08T12:12:12",
        {"cdcStartPosition": "mysql-bin-changelog.000024:373"},
        beside={"migrationType": "cdc"},
        error="Use either CdcStartTime or CdcStartPosition to specify when you want a CDC operation to start."
        " Specifying both values results in an error.",
        source=OF_TASK,
    ),
)


def named(path: str, longest: int, source: str) -> Constraint:
    """An identifier of DMS."""
    return form(
        path,
        rf"(?=.{{1,{longest}}}$){NAME}",
        f"1 to {longest} letters, digits and single hyphens, a letter first",
        invalid=("1orders", "orders--eu", "orders-", "orders_eu"),
        valid=("orders-eu", "o"),
        error="InvalidParameterValueException: Identifiers must begin with a letter; must contain only ASCII letters,"
        " digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
        source=source,
    )


def one_zone(path: str, switch: str, source: str) -> Constraint:
    """No zone of its own for a deployment over several."""
    return not_with(
        path,
        "us-east-1a",
        {switch: True},
        error="You can't set the AvailabilityZone parameter if the Multi-AZ parameter is set to true.",
        source=source,
    )


TABLE = Table(
    "DMS",
    {
        ENDPOINT: (named("endpointId", 255, OF_ENDPOINT), *ENDPOINT_ROWS),
        REPLICATION_TASK: (*TASK_ROWS, named("replicationTaskId", 255, OF_TASK)),
        REPLICATION_INSTANCE: (
            one_zone("availabilityZone", "multiAz", OF_INSTANCE),
            named("replicationInstanceId", 63, OF_INSTANCE),
        ),
        REPLICATION_CONFIG: (
            one_zone("computeConfig.availabilityZone", "computeConfig.multiAz", OF_CONFIG),
            *(
                one_of(
                    f"computeConfig.{name}",
                    *UNITS,
                    but_not=3,
                    error="The list of valid DCU values includes 1, 2, 4, 8, 16, 32, 64, 128, 192, 256, and 384.",
                    source=OF_CONFIG,
                ).also_when(argument(f"computeConfig.{name}").is_set().unsaid())
                for name in ("minCapacityUnits", "maxCapacityUnits")
            ),
        ),
        SUBNET_GROUP: (
            Constraint(
                demand=argument("subnetIds").has_at_least(2),
                when=argument("subnetIds").is_given().unsaid(),
                error="ReplicationSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone"
                " (AZ) coverage requirement. Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.",
                source=f"{API}/API_CreateReplicationSubnetGroup.html",
                fix=fix(Set("subnetIds", Blank("two subnets, of different availability zones"))),
                invalid={"subnetIds": ["subnet-0a1b2c3d4e5f60718"]},
                valid={},
            ),
        ),
    },
    base={
        ENDPOINT[0]: {
            "endpointId": "orders",
            "endpointType": "source",
            "engineName": "mysql",
            "serverName": "db.example.com",
            "port": 3306,
            "username": "dms",
        },
        REPLICATION_TASK[0]: {
            "migrationType": "full-load",
            "replicationInstanceArn": "arn:aws:dms:us-east-1:123456789012:rep:ABCDEFGHIJKLMNOP",
            "replicationTaskId": "orders",
            "sourceEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:ABCDEFGHIJKLMNOP",
            "targetEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:BCDEFGHIJKLMNOPQ",
            "tableMappings": MAPPINGS,
        },
        REPLICATION_INSTANCE[0]: {
            "replicationInstanceClass": "dms.t3.medium",
            "replicationInstanceId": "orders",
        },
        REPLICATION_CONFIG[0]: {
            "replicationConfigIdentifier": "orders",
            "replicationType": "full-load",
            "sourceEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:ABCDEFGHIJKLMNOP",
            "targetEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:BCDEFGHIJKLMNOPQ",
            "tableMappings": MAPPINGS,
            "computeConfig.replicationSubnetGroupId": "orders",
            "computeConfig.maxCapacityUnits": 8,
        },
        SUBNET_GROUP[0]: {
            "replicationSubnetGroupDescription": "Orders",
            "replicationSubnetGroupId": "orders",
            "subnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819"],
        },
    },
)
RULE: StackRule[None] = StackRule(
    id="dms-replication-valid",
    summary="DMS endpoints, instances and tasks must have settings that fit together",
    rationale="""
        The endpoint of a database names its server, port and user, unless a secret does. A new task cannot name the log
        group that it writes to: DMS makes that itself. An instance over several zones has no zone of its own, and the
        subnets of a group are in two zones or more.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*ENDPOINT, *REPLICATION_TASK, *REPLICATION_INSTANCE, *REPLICATION_CONFIG, *SUBNET_GROUP),
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
