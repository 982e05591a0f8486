import json

import pulumi
import pulumi_aws as aws

from secrets_ import GeneratedSecret

config = pulumi.Config()
network = pulumi.StackReference(config.require("network"))
vpc_id = network.get_output("vpcId")
subnet_ids = network.get_output("subnetIds")
tags = {"system": "warehouse"}

group = aws.ec2.SecurityGroup(
    "warehouse", name="warehouse", vpc_id=vpc_id, ingress=[], egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}], tags=tags
)

# Redshift: letters and digits
redshift_password = GeneratedSecret("redshift", special=False, min_upper=1, min_lower=1, min_numeric=1)
redshift_subnets = aws.redshift.SubnetGroup("redshift", name="warehouse", subnet_ids=subnet_ids, tags=tags)
redshift = aws.redshift.Cluster(
    "redshift",
    cluster_identifier="warehouse",
    node_type="ra3.large",
    number_of_nodes=2,
    cluster_type="multi-node",
    database_name="warehouse",
    master_username="loader",
    master_password=redshift_password.value,
    cluster_subnet_group_name=redshift_subnets.name,
    vpc_security_group_ids=[group.id],
    publicly_accessible=False,
    encrypted=True,
    skip_final_snapshot=True,
    tags=tags,
)

# DocumentDB: the defaults of RandomPassword
docdb_password = GeneratedSecret("docdb")
docdb_parameters = aws.docdb.ClusterParameterGroup(
    "docdb", name="warehouse", family="docdb5.0", parameters=[{"name": "tls", "value": "enabled"}], tags=tags
)
docdb = aws.docdb.Cluster(
    "docdb",
    cluster_identifier="warehouse-docs",
    engine_version="5.0.0",
    master_username="warehouse",
    master_password=docdb_password.value,
    db_cluster_parameter_group_name=docdb_parameters.name,
    db_subnet_group_name="warehouse",
    vpc_security_group_ids=[group.id],
    storage_encrypted=True,
    backup_retention_period=7,
    preferred_backup_window="01:00-02:00",
    preferred_maintenance_window="sat:03:00-sat:04:00",
    enabled_cloudwatch_logs_exports=["audit", "profiler"],
    final_snapshot_identifier="warehouse-docs-final",
    tags=tags,
)
aws.docdb.ClusterInstance(
    "docdb-0", identifier="warehouse-docs-0", cluster_identifier=docdb.id, instance_class="db.r6g.large", tags=tags
)

# Oracle, for the old reports
oracle = aws.rds.Instance(
    "oracle",
    identifier="warehouse-oracle",
    engine="oracle-se2",
    engine_version="19",
    license_model="license-included",
    instance_class="db.m5.large",
    allocated_storage=250,
    storage_type="io1",
    iops=3000,
    username="reports",
    password=GeneratedSecret("oracle", length=30, override_special="#$_").value,
    option_group_name="default:oracle-se2-19",
    parameter_group_name="default.oracle-se2-19",
    db_subnet_group_name="warehouse",
    vpc_security_group_ids=[group.id],
    backup_retention_period=30,
    backup_window="02:00-03:00",
    maintenance_window="fri:23:30-sat:00:30",
    enabled_cloudwatch_logs_exports=["alert", "listener"],
    skip_final_snapshot=True,
    storage_encrypted=True,
    tags=tags,
)

# Neptune has no password of its own; the loader logs in elsewhere with one that somebody typed into a secret
etl = json.loads(aws.secretsmanager.get_secret_version(secret_id="prod/neptune").secret_string)
dms_source = aws.dms.Endpoint(
    "source",
    endpoint_id="warehouse-source",
    endpoint_type="source",
    engine_name="postgres",
    server_name="legacy.example.internal",
    port=5432,
    database_name="legacy",
    username=etl["user"],
    password=etl["password"],
    tags=tags,
)

# messages between them
broker = aws.mq.Broker(
    "events",
    broker_name="warehouse-events",
    engine_type="RabbitMQ",
    engine_version="3.13",
    host_instance_type="mq.m5.large",
    deployment_mode="SINGLE_INSTANCE",
    auto_minor_version_upgrade=True,
    subnet_ids=[subnet_ids[0]],
    security_groups=[group.id],
    users=[{"username": "warehouse", "password": GeneratedSecret("broker", min_special=2).value}],
    tags=tags,
)

# told to the loader
aws.secretsmanager.SecretVersion(
    "docdb-connection",
    secret_id=aws.secretsmanager.Secret("docdb-connection", name="warehouse/docdb-connection", tags=tags).id,
    secret_string=pulumi.Output.format(
        "mongodb://warehouse:{0}@{1}:27017/?tls=true", docdb_password.value, docdb.endpoint
    ),
)

pulumi.export("redshift", redshift.endpoint)
pulumi.export("docdb", docdb.endpoint)
pulumi.export("oracle", oracle.endpoint)
pulumi.export("broker", broker.instances[0].endpoints)
pulumi.export("region", "us-east-1")
