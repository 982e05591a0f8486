import pulumi
import pulumi_aws as aws

from components.base import Environment
from components.bucket import SecureBucket
from components.database import Postgres
from components.network import Network
from components.service import Service

config = pulumi.Config()
environment = Environment(
    name=pulumi.get_stack(),
    highly_available=config.require_bool("highlyAvailable"),
    zones=config.require_int("zones"),
)

provider = aws.Provider(
    "platform",
    region=pulumi.Config("aws").require("region"),
    default_tags={"tags": {"environment": environment.name, "project": pulumi.get_project()}},
    allowed_account_ids=["210987654321"] if environment.is_production else None,
)
everything = pulumi.ResourceOptions(providers=[provider])

network = Network("core", environment, opts=everything)
services = {
    name: Service(name, environment, network.vpc.id, opts=everything) for name in config.require_object("services")
}
databases = {
    name: Postgres(
        name,
        environment,
        vpc_id=network.vpc.id,
        subnet_ids=network.private_subnet_ids,
        clients=[service.group.id],
        opts=pulumi.ResourceOptions(providers=[provider], depends_on=[network]),
    )
    for name, service in services.items()
    if name != "search"
}
uploads = SecureBucket("uploads", environment, opts=everything)

zone = aws.route53.Zone(
    "internal",
    name=f"internal.{config.require('domain')}",
    vpcs=[{"vpc_id": network.vpc.id}],
    opts=pulumi.ResourceOptions(provider=provider),
)
for name, database in databases.items():
    aws.route53.Record(
        f"{name}-db",
        zone_id=zone.zone_id,
        name=f"{name}-db",
        type="CNAME",
        ttl=60,
        records=[database.instance.address],
        opts=pulumi.ResourceOptions(provider=provider),
    )

outputs = {
    "region": pulumi.Config("aws").require("region"),
    "vpc": {"id": network.vpc.id, "arn": network.vpc.arn, "privateSubnets": network.private_subnet_ids},
    "databases": {name: database.instance.endpoint for name, database in databases.items()},
    "services": {
        name: {"role": service.role.arn, "queue": service.queue.url, "log": service.log.name}
        for name, service in services.items()
    },
    "uploads": uploads.bucket.bucket,
    "zone": zone.zone_id,
}
for key, value in outputs.items():
    pulumi.export(key, value)
