"""memorydb-cluster-valid: MemoryDB clusters must have valid replicas, ports and node types."""

from policypack.aws import memorydb
from policypack.aws.common.windows import daily, weekly
from policypack.constraint import Blank, Constraint, Remove, Set, argument, fits, fix, within
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE_CLUSTER = "https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html"
LOWEST_PORT, HIGHEST_PORT, RESERVED_PORT = 1150, 65535, 8005

port, tiering, node_type = argument("port"), argument("dataTiering"), argument("nodeType")

CREATE_USER = "https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateUser.html"
SHORTEST_WINDOW = 60
maintenance, snapshots = argument("maintenanceWindow"), argument("snapshotWindow")


def weekly_error(text: Plain) -> str | None:
    return None if isinstance(text, str) and weekly(text) else "it is no window of a week"


def daily_error(text: Plain) -> str | None:
    return None if isinstance(text, str) and daily(text) else "it is no window of a day"


def length_error(text: Plain) -> str | None:
    """What is a window lasts an hour."""
    span = weekly(text) if isinstance(text, str) else None
    return f"it lasts {span.length} minutes" if span and span.length < SHORTEST_WINDOW else None


CLUSTER_ROWS = (
    Constraint(
        demand=argument("engine").one_of("redis", "valkey"),
        when=argument("engine").is_given().unsaid(),
        error="InvalidParameterValueException: Specified engine does not support replication.",
        source=CREATE_CLUSTER,
        fix=fix(Set("engine", "valkey")),
        invalid={"engine": "memcached"},
        valid={"engine": "valkey"},
    ),
    Constraint(
        demand=fits(maintenance, "a window such as sun:23:00-mon:01:30", weekly_error),
        when=maintenance.is_given().unsaid(),
        error="InvalidParameterValueException: Invalid maintenance window format. Should be specified as a range"
        " ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC).",
        source=CREATE_CLUSTER,
        fix=fix(Set("maintenanceWindow", Blank("a window such as sun:23:00-mon:01:30"))),
        invalid={"maintenanceWindow": "23:00-01:30"},
        valid={"maintenanceWindow": "sun:23:00-mon:01:30"},
    ),
    Constraint(
        demand=fits(maintenance, "a window of 60 minutes at least", length_error),
        when=maintenance.is_given().unsaid(),
        error="maintenanceWindow: The minimum maintenance window is a 60 minute period.",
        source=CREATE_CLUSTER,
        fix=fix(Set("maintenanceWindow", Blank("a window of 60 minutes, such as sun:23:00-mon:00:00"))),
        invalid={"maintenanceWindow": "sun:23:00-sun:23:30"},
        valid={"maintenanceWindow": "sun:23:00-mon:00:00"},
    ),
    Constraint(
        demand=fits(snapshots, "a window such as 05:00-09:00", daily_error),
        when=snapshots.is_given().unsaid(),
        error="InvalidParameterValueException: Invalid backup window format. Should be specified as a range"
        " hh24:mi-hh24:mi (24H Clock UTC).",
        source=CREATE_CLUSTER,
        fix=fix(Set("snapshotWindow", Blank("a window such as 05:00-09:00"))),
        invalid={"snapshotWindow": "5:00-9:00"},
        valid={"snapshotWindow": "05:00-09:00"},
    ),
    within(
        "numReplicasPerShard",
        0,
        5,
        error="InvalidParameterValueException: The number of replicas per shard must be within 0 and 5.",
        source=CREATE_CLUSTER,
    ),
    within(
        "snapshotRetentionLimit",
        0,
        35,
        error="InvalidParameterValueException: Invalid snapshot retention limit: 36. Retention limit must be between 0"
        " and 35.",
        source=CREATE_CLUSTER,
    ),
    Constraint(
        demand=port.is_number(
            "1150 to 65535, without 8005",
            lambda number: LOWEST_PORT <= number <= HIGHEST_PORT and number != RESERVED_PORT,
        ),
        when=port.is_set().unsaid(),
        error="InvalidParameterValueException: Invalid endpoint port: 80. Valid range is 1150-8004,8006-65535",
        source=CREATE_CLUSTER,
        fix=fix(Set("port", 6379)),
        invalid=({"port": 80}, {"port": RESERVED_PORT}),
        valid={"port": 6379},
    ),
    Constraint(
        demand=node_type.starts_with("db.r6gd."),
        when=tiering.is_true(),
        error="InvalidParameterCombinationException: Data tiering is not supported for the node type db.r7g.large.",
        source=CREATE_CLUSTER,
        fix=fix(
            Set("nodeType", Blank("a node type with data tiering, db.r6gd.xlarge or larger")),
            otherwise=Remove("dataTiering"),
        ),
        invalid={"dataTiering": True},
        valid={"dataTiering": True, "nodeType": "db.r6gd.xlarge"},
    ),
    Constraint(
        demand=tiering.is_true(),
        when=node_type.starts_with("db.r6gd."),
        error="This parameter must be set when using r6gd nodes.",
        source=CREATE_CLUSTER,
        fix=fix(Set("dataTiering", True)),
        invalid={"nodeType": "db.r6gd.xlarge"},
        valid={"nodeType": "db.r6gd.xlarge", "dataTiering": True},
    ),
)
RULE = constraints_rule(
    id="memorydb-cluster-valid",
    service="MemoryDB",
    summary="MemoryDB clusters must have valid replicas, ports and node types",
    rationale="""
        Replicas, snapshots and ports have ranges, and port 8005 is reserved. Data tiering is of r6gd nodes, which
        always have it.
    """,
    since="0.2.0",
    references=(CREATE_CLUSTER,),
    constraints={
        memorydb.CLUSTER: CLUSTER_ROWS,
        memorydb.USER: (
            Constraint(
                demand=argument("authenticationMode.passwords").elements_match(
                    r"(?s:.{16,128})", "passwords of 16 to 128 characters"
                ),
                when=argument("authenticationMode.passwords").is_given().unsaid(),
                error="InvalidParameterValueException: Passwords length must be between 16-128 characters.",
                source=CREATE_USER,
                fix=fix(Set("authenticationMode.passwords", [Blank("a password of 16 to 128 characters")])),
                invalid={"authenticationMode.type": "password", "authenticationMode.passwords": ["too-short"]},
                valid={"authenticationMode.type": "password", "authenticationMode.passwords": ["a" * 16]},
            ),
        ),
    },
    base={
        memorydb.CLUSTER[0]: {"aclName": "open-access", "nodeType": "db.r7g.large"},
        memorydb.USER[0]: {"userName": "orders", "accessString": "on ~* &* +@all"},
    },
)
