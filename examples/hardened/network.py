"""A VPC over three zones: public subnets, and private ones that leave through their own zone's NAT gateway."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_network

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

from settings import Settings

EVERYWHERE = "0.0.0.0/0"


class Network(pulumi.ComponentResource):
    vpc: aws.ec2.Vpc
    internet_gateway: aws.ec2.InternetGateway
    public_subnets: list[aws.ec2.Subnet]
    private_subnets: list[aws.ec2.Subnet]
    nat_gateways: list[aws.ec2.NatGateway]

    def __init__(
        self, settings: Settings, zones: Sequence[str], cidr_block: str, opts: ResourceOptions | None = None
    ) -> None:
        super().__init__("orders:network:Network", settings.name, None, opts)
        self._settings = settings
        self._child = ResourceOptions(parent=self)
        blocks = [str(block) for block in ip_network(cidr_block).subnets(new_prefix=20)]

        self.vpc = aws.ec2.Vpc(
            settings.name,
            cidr_block=cidr_block,
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags=settings.tags(settings.name),
            opts=self._child,
        )
        # Taken over without rules, so that nothing runs in it by mistake.
        aws.ec2.DefaultSecurityGroup(
            f"{settings.name}-default",
            vpc_id=self.vpc.id,
            tags=settings.tags(f"{settings.name}-default"),
            opts=self._child,
        )
        self.internet_gateway = aws.ec2.InternetGateway(
            settings.name, vpc_id=self.vpc.id, tags=settings.tags(settings.name), opts=self._child
        )
        self.public_subnets = self._subnets("public", zones, blocks[: len(zones)])
        self.private_subnets = self._subnets("private", zones, blocks[len(zones) : 2 * len(zones)])
        self._route_public_subnets()
        self.nat_gateways = [
            self._nat_gateway(zone, subnet) for zone, subnet in zip(zones, self.public_subnets, strict=True)
        ]
        for zone, subnet, nat_gateway in zip(zones, self.private_subnets, self.nat_gateways, strict=True):
            self._route_private_subnet(zone, subnet, nat_gateway)
        self.register_outputs({"vpcId": self.vpc.id})

    def _subnets(self, tier: str, zones: Sequence[str], blocks: Sequence[str]) -> list[aws.ec2.Subnet]:
        return [
            aws.ec2.Subnet(
                f"{tier}-{zone}",
                vpc_id=self.vpc.id,
                availability_zone=zone,
                cidr_block=block,
                map_public_ip_on_launch=False,
                tags=self._settings.tags(f"{self._settings.name}-{tier}-{zone}"),
                opts=self._child,
            )
            for zone, block in zip(zones, blocks, strict=True)
        ]

    def _route_table(self, tier: str) -> aws.ec2.RouteTable:
        tags = self._settings.tags(f"{self._settings.name}-{tier}")
        return aws.ec2.RouteTable(tier, vpc_id=self.vpc.id, tags=tags, opts=self._child)

    def _route_public_subnets(self) -> None:
        table = self._route_table("public")
        aws.ec2.Route(
            "public-internet",
            route_table_id=table.id,
            destination_cidr_block=EVERYWHERE,
            gateway_id=self.internet_gateway.id,
            opts=self._child,
        )
        for index, subnet in enumerate(self.public_subnets):
            aws.ec2.RouteTableAssociation(
                f"public-{index}", route_table_id=table.id, subnet_id=subnet.id, opts=self._child
            )

    def _nat_gateway(self, zone: str, subnet: aws.ec2.Subnet) -> aws.ec2.NatGateway:
        name = f"{self._settings.name}-nat-{zone}"
        after_gateway = ResourceOptions(parent=self, depends_on=[self.internet_gateway])
        address = aws.ec2.Eip(f"nat-{zone}", domain="vpc", tags=self._settings.tags(name), opts=after_gateway)
        return aws.ec2.NatGateway(
            f"nat-{zone}",
            subnet_id=subnet.id,
            allocation_id=address.allocation_id,
            tags=self._settings.tags(name),
            opts=after_gateway,
        )

    def _route_private_subnet(self, zone: str, subnet: aws.ec2.Subnet, nat_gateway: aws.ec2.NatGateway) -> None:
        table = self._route_table(f"private-{zone}")
        aws.ec2.Route(
            f"private-{zone}-internet",
            route_table_id=table.id,
            destination_cidr_block=EVERYWHERE,
            nat_gateway_id=nat_gateway.id,
            opts=self._child,
        )
        aws.ec2.RouteTableAssociation(f"private-{zone}", route_table_id=table.id, subnet_id=subnet.id, opts=self._child)
