"""Redis on ElastiCache: one primary and two replicas over three zones, reached with TLS and a token."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws
import pulumi_random as random
from pulumi import Output, ResourceOptions

from settings import Settings


class Cache(pulumi.ComponentResource):
    group: aws.elasticache.ReplicationGroup
    secret: aws.secretsmanager.Secret

    def __init__(
        self,
        settings: Settings,
        *,
        node_type: str,
        subnet_ids: Sequence[pulumi.Input[str]],
        security_group_id: pulumi.Input[str],
        key_arn: pulumi.Input[str],
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("orders:cache:Cache", settings.name, None, opts)
        self._settings = settings
        self._child = ResourceOptions(parent=self)
        name = settings.name

        # The only special characters that ElastiCache takes in a token.
        token = random.RandomPassword("cache", length=64, override_special="!&#$^<>-", opts=self._child)
        subnet_group = aws.elasticache.SubnetGroup(
            "cache",
            name=name,
            description=f"{name}: private subnets",
            subnet_ids=subnet_ids,
            tags=settings.tags(name),
            opts=self._child,
        )
        parameter_group = aws.elasticache.ParameterGroup(
            "cache",
            name=f"{name}-redis7",
            family="redis7",
            description="Evicts the least recently used key",
            parameters=[{"name": "maxmemory-policy", "value": "allkeys-lru"}],
            tags=settings.tags(f"{name}-redis7"),
            opts=self._child,
        )
        slow_log = f"/aws/elasticache/{name}/slow-log"
        log_group = aws.cloudwatch.LogGroup(
            "cache-slow-log", name=slow_log, retention_in_days=90, tags=settings.tags(slow_log), opts=self._child
        )

        self.group = aws.elasticache.ReplicationGroup(
            "cache",
            replication_group_id=name,
            description="Order sessions and rate limits",
            engine="redis",
            engine_version="7.1",
            node_type=node_type,
            num_cache_clusters=3,
            automatic_failover_enabled=True,
            multi_az_enabled=True,
            port=6379,
            subnet_group_name=subnet_group.name,
            security_group_ids=[security_group_id],
            parameter_group_name=parameter_group.name,
            at_rest_encryption_enabled=True,
            kms_key_id=key_arn,
            transit_encryption_enabled=True,
            auth_token=token.result,
            snapshot_retention_limit=7,
            snapshot_window="02:00-03:00",
            maintenance_window="sun:04:30-sun:05:30",
            final_snapshot_identifier=f"{name}-final",
            auto_minor_version_upgrade=True,
            log_delivery_configurations=[
                {
                    "log_type": "slow-log",
                    "log_format": "json",
                    "destination_type": "cloudwatch-logs",
                    "destination": log_group.name,
                }
            ],
            tags=settings.tags(name),
            opts=self._child,
        )
        self.secret = self._secret(token.result, key_arn)
        self.register_outputs({"primaryEndpoint": self.group.primary_endpoint_address})

    def _secret(self, token: Output[str], key_arn: pulumi.Input[str]) -> aws.secretsmanager.Secret:
        name = f"{self._settings.service}/{self._settings.environment}/cache"
        secret = aws.secretsmanager.Secret(
            "cache",
            name=name,
            description="How to reach the order cache",
            kms_key_id=key_arn,
            tags=self._settings.tags(name),
            opts=self._child,
        )
        aws.secretsmanager.SecretVersion(
            "cache",
            secret_id=secret.id,
            secret_string=Output.json_dumps(
                {
                    "host": self.group.primary_endpoint_address,
                    "readerHost": self.group.reader_endpoint_address,
                    "port": self.group.port,
                    "token": token,
                }
            ),
            opts=self._child,
        )
        return secret
