from __future__ import annotations

import json
import random
import string

import pulumi
import pulumi_aws as aws
import pulumi_random

from network import Network


def make_password(length: int = 20) -> str:
    return "".join(random.choices(string.ascii_letters + string.digits, k=length))


class Databases(pulumi.ComponentResource):
    def __init__(self, name: str, network: Network, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("orders:databases:Databases", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        key = aws.kms.Key("data", description="Order databases", opts=child)
        subnet_group = aws.rds.SubnetGroup("databases", subnet_ids=[s.id for s in network.subnets], opts=child)

        monitoring_role = aws.iam.Role(
            "monitoring",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
            opts=child,
        )
        aws.iam.RolePolicyAttachment(
            "monitoring",
            role=monitoring_role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
            opts=child,
        )

        password = make_password()
        self.orders = aws.rds.Instance(
            "orders",
            engine="postgres",
            engine_version="15.4",
            instance_class="db.t3.medium",
            allocated_storage=100,
            db_name="orders",
            username="orders",
            password=password,
            db_subnet_group_name=subnet_group.name,
            vpc_security_group_ids=[network.database_group.id],
            multi_az=True,
            storage_encrypted=True,
            kms_key_id=key.arn,
            monitoring_interval=60,
            monitoring_role_arn=monitoring_role.arn,
            skip_final_snapshot=True,
            opts=child,
        )
        secret = aws.secretsmanager.Secret("orders", opts=child)
        aws.secretsmanager.SecretVersion(
            "orders",
            secret_id=secret.id,
            secret_string=json.dumps({"username": "orders", "password": password}),
            opts=child,
        )

        reporting_password = pulumi_random.RandomPassword("reporting", length=24, opts=child)
        reporting_parameters = aws.rds.ParameterGroup(
            "reporting",
            family="postgres14",
            parameters=[{"name": "work_mem", "value": "65536"}],
            opts=child,
        )
        self.reporting = aws.rds.Instance(
            "reporting",
            engine="postgres",
            engine_version="15",
            instance_class="db.m4.large",
            allocated_storage=200,
            storage_type="gp3",
            iops=6000,
            db_name="reporting",
            username="reporting",
            password=reporting_password.result,
            db_subnet_group_name=subnet_group.name,
            vpc_security_group_ids=[network.database_group.id],
            parameter_group_name=reporting_parameters.name,
            enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
            backup_retention_period=7,
            backup_window="09:00-10:00",
            maintenance_window="mon:09:30-mon:10:30",
            storage_encrypted=True,
            kms_key_id=key.arn,
            skip_final_snapshot=True,
            opts=child,
        )
        reporting_secret = aws.secretsmanager.Secret("reporting", opts=child)
        aws.secretsmanager.SecretVersion(
            "reporting",
            secret_id=reporting_secret.id,
            secret_string=pulumi.Output.json_dumps({"username": "reporting", "password": reporting_password.result}),
            opts=child,
        )
        self.register_outputs({})
