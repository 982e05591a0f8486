"""Who may talk to whom: workers reach the data stores and HTTPS; the data stores start no connection."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

from settings import Settings

POSTGRES = 5432
REDIS = 6379
HTTPS = 443


class SecurityGroups(pulumi.ComponentResource):
    workers: aws.ec2.SecurityGroup
    database: aws.ec2.SecurityGroup
    cache: aws.ec2.SecurityGroup

    def __init__(self, settings: Settings, vpc_id: pulumi.Input[str], opts: ResourceOptions | None = None) -> None:
        super().__init__("orders:security:SecurityGroups", settings.name, None, opts)
        self._settings = settings
        self._vpc_id = vpc_id
        self._child = ResourceOptions(parent=self)

        name = f"{settings.name}-workers"
        self.workers = aws.ec2.SecurityGroup(
            "workers",
            name=name,
            description="Order workers",
            vpc_id=vpc_id,
            tags=settings.tags(name),
            opts=self._child,
        )
        self.database = self._store("database", POSTGRES)
        self.cache = self._store("cache", REDIS)
        self._allow_workers("https", HTTPS, cidr_block="0.0.0.0/0")
        self._allow_workers("database", POSTGRES, group=self.database)
        self._allow_workers("cache", REDIS, group=self.cache)
        self.register_outputs({})

    def _store(self, role: str, port: int) -> aws.ec2.SecurityGroup:
        name = f"{self._settings.name}-{role}"
        return aws.ec2.SecurityGroup(
            role,
            name=name,
            description=f"Order {role}, reached by the workers only",
            vpc_id=self._vpc_id,
            ingress=[
                {
                    "description": "Workers",
                    "protocol": "tcp",
                    "from_port": port,
                    "to_port": port,
                    "security_groups": [self.workers.id],
                }
            ],
            egress=[],
            tags=self._settings.tags(name),
            opts=self._child,
        )

    def _allow_workers(
        self,
        target: str,
        port: int,
        *,
        cidr_block: str | None = None,
        group: aws.ec2.SecurityGroup | None = None,
    ) -> None:
        aws.vpc.SecurityGroupEgressRule(
            f"workers-to-{target}",
            security_group_id=self.workers.id,
            description=f"Workers to {target}",
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            cidr_ipv4=cidr_block,
            referenced_security_group_id=group.id if group else None,
            tags=self._settings.tags(f"{self._settings.name}-workers-to-{target}"),
            opts=self._child,
        )
