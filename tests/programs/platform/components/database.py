from __future__ import annotations

from typing import Sequence

import pulumi
import pulumi_aws as aws

from components.base import Component, Environment

ENGINE = "postgres"
VERSIONS = {"dev": "16", "prod": "15.7"}


class Postgres(Component):
    kind = "Postgres"

    def __init__(
        self,
        name: str,
        environment: Environment,
        vpc_id: pulumi.Input[str],
        subnet_ids: Sequence[pulumi.Input[str]],
        clients: Sequence[pulumi.Input[str]],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, environment, opts)
        version = VERSIONS[environment.name]
        group = aws.ec2.SecurityGroup(
            self.title("db"), name=self.title("db"), description="PostgreSQL", vpc_id=vpc_id, opts=self.child()
        )
        for index, client in enumerate(clients):
            aws.vpc.SecurityGroupIngressRule(
                self.title("db", str(index)),
                security_group_id=group.id,
                referenced_security_group_id=client,
                ip_protocol="tcp",
                from_port=5432,
                to_port=5432,
                opts=self.child(),
            )
        aws.vpc.SecurityGroupEgressRule(
            self.title("db-out"), security_group_id=group.id, ip_protocol="-1", cidr_ipv4="0.0.0.0/0", opts=self.child()
        )
        subnets = aws.rds.SubnetGroup(self.title("db"), name=self.title("db"), subnet_ids=subnet_ids, opts=self.child())
        parameters = None
        if environment.is_production:
            parameters = aws.rds.ParameterGroup(
                self.title("db"),
                name=self.title("db"),
                family=ENGINE + version.split(".")[0],
                parameters=[{"name": "log_min_duration_statement", "value": "500"}],
                opts=self.child(),
            )
        self.instance = aws.rds.Instance(
            self.title("db"),
            identifier=self.title("db"),
            engine=ENGINE,
            engine_version=version,
            instance_class="db.m6g.large" if environment.is_production else "db.t4g.micro",
            allocated_storage=100 if environment.is_production else 20,
            max_allocated_storage=500 if environment.is_production else None,
            storage_type="gp3" if environment.is_production else None,
            storage_encrypted=True,
            multi_az=environment.highly_available,
            db_name=name,
            username=name,
            manage_master_user_password=True,
            db_subnet_group_name=subnets.name,
            parameter_group_name=parameters.name if parameters else None,
            vpc_security_group_ids=[group.id],
            backup_retention_period=14 if environment.is_production else 0,
            backup_window="01:00-02:00",
            maintenance_window="Sat:03:00-Sat:04:00",
            enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
            copy_tags_to_snapshot=True,
            deletion_protection=environment.is_production,
            skip_final_snapshot=not environment.is_production,
            final_snapshot_identifier=self.title("db", "final"),
            opts=self.child(protect=environment.is_production),
        )
        self.register_outputs({"endpoint": self.instance.endpoint})
