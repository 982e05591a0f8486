"""PostgreSQL on RDS over three zones, and the secret that tells an application how to reach it."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws
import pulumi_random as random
from pulumi import Output, ResourceOptions

from iam import service_role
from settings import Settings

MONITORING_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
LOGS = ("postgresql", "upgrade")


class Database(pulumi.ComponentResource):
    instance: aws.rds.Instance
    secret: aws.secretsmanager.Secret

    def __init__(
        self,
        settings: Settings,
        *,
        instance_class: str,
        subnet_ids: Sequence[pulumi.Input[str]],
        security_group_id: pulumi.Input[str],
        key_arn: pulumi.Input[str],
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("orders:database:Database", settings.name, None, opts)
        self._settings = settings
        self._child = ResourceOptions(parent=self)
        name = settings.name

        # RDS refuses slashes, at signs, double quotes and spaces in a password.
        password = random.RandomPassword(
            "database", length=32, override_special="!#$%&*()-_=+[]{}<>:?", opts=self._child
        )
        subnet_group = aws.rds.SubnetGroup(
            "database",
            name=name,
            description=f"{name}: private subnets",
            subnet_ids=subnet_ids,
            tags=settings.tags(name),
            opts=self._child,
        )
        parameter_group = self._parameter_group()
        log_groups = self._log_groups()
        monitoring_role = service_role(settings, "database-monitoring", "monitoring.rds.amazonaws.com", self._child)
        monitoring = aws.iam.RolePolicyAttachment(
            "database-monitoring", role=monitoring_role.name, policy_arn=MONITORING_POLICY, opts=self._child
        )

        self.instance = aws.rds.Instance(
            "database",
            identifier=name,
            engine="postgres",
            engine_version="15",
            auto_minor_version_upgrade=True,
            instance_class=instance_class,
            multi_az=True,
            allocated_storage=100,
            max_allocated_storage=500,
            storage_type="gp3",
            storage_encrypted=True,
            kms_key_id=key_arn,
            db_name=settings.service,
            username="orders_owner",
            password=password.result,
            port=5432,
            db_subnet_group_name=subnet_group.name,
            vpc_security_group_ids=[security_group_id],
            publicly_accessible=False,
            parameter_group_name=parameter_group.name,
            backup_retention_period=14,
            backup_window="01:00-02:00",
            maintenance_window="sun:03:00-sun:04:00",
            copy_tags_to_snapshot=True,
            deletion_protection=True,
            skip_final_snapshot=False,
            final_snapshot_identifier=f"{name}-final",
            enabled_cloudwatch_logs_exports=list(LOGS),
            monitoring_interval=60,
            monitoring_role_arn=monitoring_role.arn,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=key_arn,
            tags=settings.tags(name),
            # AWS raises the minor version in the maintenance window.
            opts=ResourceOptions(parent=self, depends_on=[monitoring, *log_groups], ignore_changes=["engineVersion"]),
        )
        self.secret = self._secret(password.result, key_arn)
        self.register_outputs({"endpoint": self.instance.endpoint})

    def _parameter_group(self) -> aws.rds.ParameterGroup:
        name = f"{self._settings.name}-postgres15"
        return aws.rds.ParameterGroup(
            "database",
            name=name,
            family="postgres15",
            description="TLS only, slow statements logged",
            parameters=[
                {"name": "rds.force_ssl", "value": "1"},
                {"name": "log_min_duration_statement", "value": "1000"},
            ],
            tags=self._settings.tags(name),
            opts=self._child,
        )

    def _log_groups(self) -> list[aws.cloudwatch.LogGroup]:
        """RDS makes a missing log group itself, and then keeps its logs for ever."""
        names = {log: f"/aws/rds/instance/{self._settings.name}/{log}" for log in LOGS}
        return [
            aws.cloudwatch.LogGroup(
                f"database-{log}", name=name, retention_in_days=90, tags=self._settings.tags(name), opts=self._child
            )
            for log, name in names.items()
        ]

    def _secret(self, password: Output[str], key_arn: pulumi.Input[str]) -> aws.secretsmanager.Secret:
        name = f"{self._settings.service}/{self._settings.environment}/database"
        secret = aws.secretsmanager.Secret(
            "database",
            name=name,
            description="How to reach the order database",
            kms_key_id=key_arn,
            tags=self._settings.tags(name),
            opts=self._child,
        )
        aws.secretsmanager.SecretVersion(
            "database",
            secret_id=secret.id,
            secret_string=Output.json_dumps(
                {
                    "engine": "postgres",
                    "host": self.instance.address,
                    "port": self.instance.port,
                    "dbname": self.instance.db_name,
                    "username": self.instance.username,
                    "password": password,
                }
            ),
            opts=self._child,
        )
        return secret
