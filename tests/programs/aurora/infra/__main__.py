from typing import Optional

import pulumi
from pulumi import Input, Output, ResourceOptions
from pulumi_aws import Provider, kms, rds, secretsmanager
from pulumi_random import RandomPassword

config = pulumi.Config()
network = pulumi.StackReference("network", stack_name=config.require("networkStack"))
readers = config.require_int("readers")

ENGINE = rds.EngineType.AURORA_POSTGRESQL
ENGINE_VERSION = "16.11"
FAMILY = "aurora-postgresql16"
CLASS = "db.r6g.large"

ireland = Provider("ireland", region="eu-west-1", default_tags={"tags": {"service": "ledger", "role": "standby"}})
virginia = Provider("virginia", region="us-east-1", default_tags={"tags": {"service": "ledger", "role": "primary"}})

password = RandomPassword("ledger-master", length=40, override_special="_-+")


class RegionalCluster:
    """A cluster and its instances in one region."""

    def __init__(
        self,
        label: str,
        provider: Provider,
        subnet_ids: Input[list],
        security_group_id: Input[str],
        global_cluster: rds.GlobalCluster,
        instance_count: int,
        primary: Optional["RegionalCluster"] = None,
    ):
        opts = ResourceOptions(provider=provider)
        self.key = kms.Key(
            f"ledger-{label}",
            kms.KeyArgs(description=f"ledger storage, {label}", enable_key_rotation=True, deletion_window_in_days=30),
            opts=opts,
        )
        if primary is None:
            kms.Alias(f"ledger-{label}", name="alias/ledger", target_key_id=self.key.key_id, opts=opts)

        subnet_group = rds.SubnetGroup(
            f"ledger-{label}", rds.SubnetGroupArgs(name="ledger", subnet_ids=subnet_ids), opts=opts
        )
        parameters = rds.ClusterParameterGroup(
            f"ledger-{label}",
            rds.ClusterParameterGroupArgs(
                name=f"ledger-{label}",
                family=FAMILY,
                parameters=[
                    rds.ClusterParameterGroupParameterArgs(name="rds.force_ssl", value="1"),
                    rds.ClusterParameterGroupParameterArgs(
                        name="shared_preload_libraries", value="pg_stat_statements", apply_method="pending-reboot"
                    ),
                ],
            ),
            opts=opts,
        )
        self.cluster = rds.Cluster(
            f"ledger-{label}",
            rds.ClusterArgs(
                cluster_identifier=f"ledger-{label}",
                engine=ENGINE,
                engine_version=ENGINE_VERSION,
                global_cluster_identifier=global_cluster.id,
                database_name="ledger" if primary is None else None,
                master_username="ledger_admin" if primary is None else None,
                master_password=password.result if primary is None else None,
                db_subnet_group_name=subnet_group.name,
                db_cluster_parameter_group_name=parameters.name,
                vpc_security_group_ids=[security_group_id],
                storage_encrypted=True,
                kms_key_id=self.key.arn,
                backup_retention_period=14 if primary is None else 1,
                preferred_backup_window="02:00-02:30",
                preferred_maintenance_window="sun:04:00-sun:04:30",
                enabled_cloudwatch_logs_exports=["postgresql"] if primary is None else None,
                deletion_protection=True,
                final_snapshot_identifier=f"ledger-{label}-final",
            ),
            opts=ResourceOptions(
                provider=provider,
                depends_on=[primary.first] if primary else None,
                ignore_changes=["replication_source_identifier"],
            ),
        )
        self.instances = []
        for n in range(instance_count):
            self.instances.append(
                rds.ClusterInstance(
                    f"ledger-{label}-{n}",
                    rds.ClusterInstanceArgs(
                        identifier=f"ledger-{label}-{n}",
                        cluster_identifier=self.cluster.id,
                        engine=ENGINE,
                        engine_version=ENGINE_VERSION,
                        instance_class=CLASS,
                        performance_insights_enabled=True,
                        promotion_tier=n,
                    ),
                    opts=opts,
                )
            )

    @property
    def first(self) -> rds.ClusterInstance:
        return self.instances[0]


world = rds.GlobalCluster(
    "ledger",
    global_cluster_identifier="ledger",
    engine=ENGINE,
    engine_version=ENGINE_VERSION,
    storage_encrypted=True,
    opts=ResourceOptions(provider=virginia),
)

primary = RegionalCluster(
    "primary",
    virginia,
    subnet_ids=network.require_output("privateSubnetIds"),
    security_group_id=network.require_output("databaseSecurityGroupId"),
    global_cluster=world,
    instance_count=1 + readers,
)
standby = RegionalCluster(
    "standby",
    ireland,
    subnet_ids=network.require_output("irelandPrivateSubnetIds"),
    security_group_id=network.require_output("irelandDatabaseSecurityGroupId"),
    global_cluster=world,
    instance_count=1,
    primary=primary,
)

reporting = rds.ClusterEndpoint(
    "reporting",
    cluster_identifier=primary.cluster.id,
    cluster_endpoint_identifier="ledger-reporting",
    custom_endpoint_type="READER",
    static_members=[i.id for i in primary.instances[1:]],
    opts=ResourceOptions(provider=virginia),
)

# what the services read
credentials = secretsmanager.Secret("ledger", name="live/ledger/master", opts=ResourceOptions(provider=virginia))
secretsmanager.SecretVersion(
    "ledger",
    secret_id=credentials.id,
    secret_string=Output.json_dumps(
        {
            "username": primary.cluster.master_username,
            "password": password.result,
            "host": primary.cluster.endpoint,
            "port": primary.cluster.port,
        }
    ),
    opts=ResourceOptions(provider=virginia),
)

# for the nightly export, which only needs to log in
exporter = secretsmanager.Secret("exporter", name_prefix="live/ledger/export-", opts=ResourceOptions(provider=virginia))
secretsmanager.SecretVersion(
    "exporter",
    secret_id=exporter.id,
    secret_string=password.result.apply(lambda value: '{"username": "ledger_admin", "password": "%s"}' % value),
    opts=ResourceOptions(provider=virginia),
)

pulumi.export("endpoint", primary.cluster.endpoint)
pulumi.export("readerEndpoint", primary.cluster.reader_endpoint)
pulumi.export("standbyReaderEndpoint", standby.cluster.reader_endpoint)
pulumi.export("reportingEndpoint", reporting.endpoint)
pulumi.export("secretArn", credentials.arn)
