from __future__ import annotations

import pulumi
import pulumi_aws as aws

CIDR_BLOCK = "10.20.0.0/16"
ZONES = ["eu-south-2a", "eu-south-2b"]


class Network(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("orders:network:Network", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.vpc = aws.ec2.Vpc("vpc", cidr_block=CIDR_BLOCK, enable_dns_hostnames=True, opts=child)
        self.subnets = [
            aws.ec2.Subnet(
                f"subnet-{index}",
                vpc_id=self.vpc.id,
                availability_zone=zone,
                cidr_block=f"10.20.{index}.0/24",
                map_public_ip_on_launch=index == 0,
                opts=child,
            )
            for index, zone in enumerate(ZONES)
        ]

        address = aws.ec2.Eip("nat", domain="vpc", opts=child)
        nat = aws.ec2.NatGateway("nat", allocation_id=address.id, subnet_id=self.subnets[0].id, opts=child)
        routes = aws.ec2.RouteTable(
            "private",
            vpc_id=self.vpc.id,
            routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}],
            opts=child,
        )
        aws.ec2.RouteTableAssociation("private", route_table_id=routes.id, subnet_id=self.subnets[1].id, opts=child)

        self.database_group = self._group("database", 5432)
        self.cache_group = self._group("cache", 6379)
        self.worker_group = self._group("worker", 22)
        self.register_outputs({})

    def _group(self, name: str, port: int) -> aws.ec2.SecurityGroup:
        return aws.ec2.SecurityGroup(
            name,
            vpc_id=self.vpc.id,
            ingress=[{"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [CIDR_BLOCK]}],
            opts=pulumi.ResourceOptions(parent=self),
        )
