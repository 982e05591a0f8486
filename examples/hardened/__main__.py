"""The order service in production."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from cache import Cache
from database import Database
from delivery import Delivery
from encryption import EncryptionKey
from network import Network
from security import SecurityGroups
from settings import Settings
from storage import PrivateBucket
from workers import Workers

config = pulumi.Config()
settings = Settings.load()

zones = aws.get_availability_zones(
    state="available", filters=[{"name": "zone-type", "values": ["availability-zone"]}]
).names[:3]
network = Network(settings, zones, config.require("cidrBlock"))
security_groups = SecurityGroups(settings, network.vpc.id)
private_subnet_ids = [subnet.id for subnet in network.private_subnets]

data_key = EncryptionKey(settings, "data")
delivery_key = EncryptionKey(settings, "delivery")

database = Database(
    settings,
    instance_class=config.require("databaseInstanceClass"),
    subnet_ids=private_subnet_ids,
    security_group_id=security_groups.database.id,
    key_arn=data_key.key.arn,
)
cache = Cache(
    settings,
    node_type=config.require("cacheNodeType"),
    subnet_ids=private_subnet_ids,
    security_group_id=security_groups.cache.id,
    key_arn=data_key.key.arn,
)

source = PrivateBucket(settings, "source", delivery_key.key.arn)
artifacts = PrivateBucket(settings, "artifacts", delivery_key.key.arn)
workers = Workers(
    settings,
    instance_type=config.require("workerInstanceType"),
    network=network,
    security_group_id=security_groups.workers.id,
    artifacts=artifacts,
    secret_arns=[database.secret.arn, cache.secret.arn],
    key_arns=[data_key.key.arn, delivery_key.key.arn],
)
delivery = Delivery(settings, source=source, artifacts=artifacts, key_arn=delivery_key.key.arn, workers=workers.group)

pulumi.export("region", settings.region)
pulumi.export("vpcId", network.vpc.id)
pulumi.export("vpcArn", network.vpc.arn)
pulumi.export("publicSubnetIds", [subnet.id for subnet in network.public_subnets])
pulumi.export("privateSubnetIds", private_subnet_ids)
pulumi.export("internetGatewayId", network.internet_gateway.id)
pulumi.export("natGatewayIds", [gateway.id for gateway in network.nat_gateways])
pulumi.export("natPublicIps", [gateway.public_ip for gateway in network.nat_gateways])
pulumi.export("workersSecurityGroupId", security_groups.workers.id)
pulumi.export("databaseSecurityGroupId", security_groups.database.id)
pulumi.export("cacheSecurityGroupId", security_groups.cache.id)

pulumi.export("dataKeyArn", data_key.key.arn)
pulumi.export("dataKeyAlias", data_key.alias.name)
pulumi.export("deliveryKeyArn", delivery_key.key.arn)
pulumi.export("deliveryKeyAlias", delivery_key.alias.name)

pulumi.export("databaseEndpoint", database.instance.endpoint)
pulumi.export("databaseAddress", database.instance.address)
pulumi.export("databasePort", database.instance.port)
pulumi.export("databaseName", database.instance.db_name)
pulumi.export("databaseArn", database.instance.arn)
pulumi.export("databaseSecretArn", database.secret.arn)

pulumi.export("cachePrimaryEndpoint", cache.group.primary_endpoint_address)
pulumi.export("cacheReaderEndpoint", cache.group.reader_endpoint_address)
pulumi.export("cachePort", cache.group.port)
pulumi.export("cacheArn", cache.group.arn)
pulumi.export("cacheSecretArn", cache.secret.arn)

pulumi.export("sourceBucket", source.bucket.bucket)
pulumi.export("sourceBucketArn", source.bucket.arn)
pulumi.export("artifactsBucket", artifacts.bucket.bucket)
pulumi.export("artifactsBucketArn", artifacts.bucket.arn)

pulumi.export("workersGroupName", workers.group.name)
pulumi.export("workersGroupArn", workers.group.arn)
pulumi.export("workersRoleArn", workers.role.arn)

pulumi.export("buildProjectArn", delivery.build.project.arn)
pulumi.export("deployApplicationArn", delivery.deployment.application.arn)
pulumi.export("deploymentGroupArn", delivery.deployment.group.arn)
pulumi.export("pipelineName", delivery.pipeline.name)
pulumi.export("pipelineArn", delivery.pipeline.arn)
