"""redshift-cluster-valid: Redshift clusters must have nodes, names, ports and backups that fit together."""

from policypack.aws.redshift import CLUSTER, SERVERLESS_NAMESPACE, SERVERLESS_WORKGROUP
from policypack.constraint import Constraint, Inputs, Table, argument, form, not_with, only_with, ordered
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import NEW, all_conditions
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html"
RELOCATION = "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-recovery.html"
MULTI_AZ = "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html"
WORKGROUP = "https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateWorkgroup.html"
NAMESPACE = "https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateNamespace.html"
LATER = ("ra3.", "rg.")
"""The families of today: they have managed storage, and settings of their own."""

node_type, nodes, kind = argument("nodeType"), argument("numberOfNodes"), argument("clusterType")
retention, port = argument("automatedSnapshotRetentionPeriod"), argument("port")
relocates, is_multi_az = argument("availabilityZoneRelocationEnabled").is_true(), argument("multiAz").is_true()
is_later = node_type.starts_with(*LATER)
is_new = NEW.unsaid()
made_anew = (NEW & all_conditions(argument(name).is_empty() for name in ("snapshotIdentifier", "snapshotArn"))).unsaid()
OVER_ZONES: Inputs = {"multiAz": True, "encrypted": True, "clusterType": "multi-node", "numberOfNodes": 2}

CLUSTER_ROWS = (
    Constraint(
        demand=nodes.at_least(2),
        when=kind.equals("multi-node") & made_anew,
        error="InvalidParameterCombination: Number of nodes for cluster type multi-node must be greater than or equal"
        " to 2",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/554",
        fix=fix(Set(nodes.path, 2), otherwise=Set(kind.path, "single-node")),
        invalid=({"clusterType": "multi-node"}, {"clusterType": "multi-node", "numberOfNodes": 1}),
        valid={"clusterType": "multi-node", "numberOfNodes": 2},
    ),
    Constraint(
        demand=nodes.at_most(1),
        when=kind.equals("single-node") & nodes.is_set().unsaid(),
        error="When cluster type is specified as single-node, the NumberOfNodes parameter is not required.",
        source=API,
        fix=fix(Set(kind.path, "multi-node"), otherwise=Set(nodes.path, 1)),
        invalid={"clusterType": "single-node", "numberOfNodes": 2},
        valid={"clusterType": "single-node", "numberOfNodes": 1},
    ),
    form(
        "databaseName",
        r"[a-z_][a-z0-9_$]{0,63}",
        "1 to 64 lower-case letters, digits, _ and $, a letter or _ first",
        invalid=("Sales", "1sales", "sales-eu"),
        valid=("sales", "sales_2026"),
        error="InvalidParameterValue: Only lowercase Database names are supported.",
        source="https://github.com/hashicorp/terraform/pull/12313",
    ),
    Constraint(
        demand=~node_type.starts_with("dc1.", "dc2.", "ds1.", "ds2."),
        when=made_anew,
        error="InvalidParameterValue: Invalid node type: dc2.large",
        source="https://github.com/aws-samples/amazon-bedrock-agents-healthcare-lifesciences/issues/122",
        fix=fix(Set(node_type.path, Blank("an RA3 or RG node type"))),
        invalid={"nodeType": "dc2.large"},
        valid={"nodeType": "ra3.large"},
    ),
    Constraint(
        demand=retention.at_least(1),
        when=is_later & retention.is_set().unsaid(),
        error="You can't disable automated snapshots for RG or RA3 node types. Set the automated retention period from"
        " 1-35 days.",
        source=API,
        fix=fix(Set(retention.path, 1)),
        invalid={"automatedSnapshotRetentionPeriod": 0},
        valid={"automatedSnapshotRetentionPeriod": 1},
    ),
    Constraint(
        demand=port.is_number(
            "5431 to 5455, or 8191 to 8215", lambda number: 5431 <= number <= 5455 or 8191 <= number <= 8215
        ),
        when=is_later & port.is_set().unsaid() & is_new,
        error="Port: For clusters with RG or RA3 nodes - Select a port within the ranges 5431-5455 or 8191-8215.",
        source=API,
        fix=fix(Set(port.path, 5439)),
        invalid=({"port": 3306}, {"port": 8216}),
        valid=({"port": 5439}, {"port": 8191}),
    ),
    Constraint(
        demand=~argument("publiclyAccessible").is_true(),
        when=relocates & argument("elasticIp").is_given(),
        at="elasticIp",
        error="Don't specify the Elastic IP address for a publicly accessible cluster with availability zone relocation"
        " turned on.",
        source=API,
        fix=fix(Remove("elasticIp"), otherwise=Set("availabilityZoneRelocationEnabled", False)),
        invalid={
            "availabilityZoneRelocationEnabled": True,
            "publiclyAccessible": True,
            "elasticIp": "203.0.113.9",
        },
        valid={"publiclyAccessible": True, "elasticIp": "203.0.113.9"},
    ),
    Constraint(
        demand=is_later,
        when=relocates,
        at="availabilityZoneRelocationEnabled",
        error="If the cluster node type isn't RA3, availability zone relocation isn't supported.",
        source="https://github.com/aws/aws-cdk/pull/31993",
        fix=fix(
            Set("nodeType", Blank("an RA3 or RG node type")), otherwise=Set("availabilityZoneRelocationEnabled", False)
        ),
        invalid={"nodeType": "dc2.large", "snapshotIdentifier": "old", "availabilityZoneRelocationEnabled": True},
        valid={"availabilityZoneRelocationEnabled": True},
    ),
    Constraint(
        demand=argument("encrypted").is_true() | argument("encrypted").is_empty(),
        when=made_anew,
        error="Encrypted: If true, the data in the cluster is encrypted at rest. If you set the value on this parameter"
        " to false, the request will fail.",
        source=API,
        fix=fix(Set("encrypted", True)),
        invalid={"encrypted": False},
        valid=({"encrypted": True}, {}),
        problem="encrypted is false, and Redshift makes no unencrypted clusters any more.",
    ),
    Constraint(
        demand=kind.equals("multi-node") | nodes.at_least(2),
        when=is_multi_az,
        at="multiAz",
        error="Multi-AZ cluster is not supported for cluster type single-node",
        source=MULTI_AZ,
        fix=fix(Set(kind.path, "multi-node"), Set(nodes.path, 2)),
        invalid={"multiAz": True, "encrypted": True},
        valid=OVER_ZONES,
    ),
    Constraint(
        demand=is_later,
        when=is_multi_az,
        at="multiAz",
        error="Multi-AZ cluster is only supported for RA3 node types",
        source=MULTI_AZ,
        fix=fix(Set("nodeType", Blank("an RA3 or RG node type"))),
        invalid={**OVER_ZONES, "nodeType": "dc2.large", "snapshotIdentifier": "old"},
        valid=OVER_ZONES,
    ),
    not_with(
        "masterPassword",
        "Correct-horse-7",
        {"manageMasterPassword": True},
        error="You can't use MasterUserPassword if ManageMasterPassword is true.",
        source=API,
    ),
    Constraint(
        demand=argument("masterUsername").is_present(),
        when=made_anew,
        error="InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank.",
        source=API,
        fix=fix(Set("masterUsername", Blank("the name of the administrator"))),
        invalid={"masterUsername": None},
        valid={},
    ),
)
WORKGROUP_ROWS = (
    ordered(
        "baseCapacity",
        "maxCapacity",
        low=32,
        high=64,
        error="ValidationException: MaxCapacity must be greater than or equal to base capacity.",
        source=WORKGROUP,
    ),
    Constraint(
        demand=argument("parameterValue").is_true(),
        given=is_new,
        when=argument("parameterKey").equals("require_ssl") & argument("parameterValue").is_given().unsaid(),
        each="configParameters[]",
        error="You can't disable require_ssl while the workgroup is being created. To disable require_ssl, update the"
        " workgroup after creation.",
        source="https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2454",
        fix=fix(Set("parameterValue", "true")),
        invalid={"configParameters": [{"parameterKey": "require_ssl", "parameterValue": "false"}]},
        valid=(
            {"configParameters": [{"parameterKey": "require_ssl", "parameterValue": "true"}]},
            {"configParameters": [{"parameterKey": "auto_mv", "parameterValue": "false"}]},
        ),
        condition="a new workgroup has require_ssl off",
    ),
)
NAMESPACE_ROWS = (
    not_with(
        "adminUserPassword",
        "Correct-horse-7",
        {"manageAdminPassword": True},
        error="You can't use adminUserPassword if manageAdminPassword is true.",
        source=NAMESPACE,
    ),
    only_with(
        "adminPasswordSecretKmsKeyId",
        "alias/passwords",
        {"manageAdminPassword": True},
        error="You can only use this parameter if manageAdminPassword is true.",
        source=NAMESPACE,
    ),
)
TABLE = Table(
    "Redshift",
    {CLUSTER: CLUSTER_ROWS, SERVERLESS_WORKGROUP: WORKGROUP_ROWS, SERVERLESS_NAMESPACE: NAMESPACE_ROWS},
    base={
        CLUSTER[0]: {
            "clusterIdentifier": "sales",
            "nodeType": "ra3.large",
            "masterUsername": "owner",
            "manageMasterPassword": True,
        },
        SERVERLESS_WORKGROUP[0]: {"namespaceName": "sales", "workgroupName": "sales"},
        SERVERLESS_NAMESPACE[0]: {"namespaceName": "sales"},
    },
)
RULE: StackRule[None] = StackRule(
    id="redshift-cluster-valid",
    summary="Redshift clusters must have nodes, ports and backups that fit together",
    rationale="""
        A cluster of several nodes says how many. RA3 and RG nodes always have automated snapshots, and ports of their
        own; only they can move to another availability zone or be in two. Redshift makes no clusters of DC2 nodes and
        no unencrypted ones any more. Existing clusters and those that are restored from a snapshot keep what they have.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*CLUSTER, *SERVERLESS_WORKGROUP, *SERVERLESS_NAMESPACE),
    references=(*TABLE.sources, RELOCATION),
    table=TABLE,
    rejections=TABLE.rejections,
)
