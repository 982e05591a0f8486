"""memorydb-cluster-valid: MemoryDB clusters must have valid replicas, ports and node types."""

from policypack.aws import memorydb
from policypack.constraint import Blank, Constraint, Remove, Set, argument, fix, within
from policypack.rule import constraints_rule

CREATE_CLUSTER = "https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html"
LOWEST_PORT, HIGHEST_PORT, RESERVED_PORT = 1150, 65535, 8005

port, tiering, node_type = argument("port"), argument("dataTiering"), argument("nodeType")

CLUSTER_ROWS = (
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
    constraints={memorydb.CLUSTER: CLUSTER_ROWS},
    base={memorydb.CLUSTER[0]: {"aclName": "open-access", "nodeType": "db.r7g.large"}},
)
