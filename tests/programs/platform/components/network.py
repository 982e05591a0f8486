from __future__ import annotations

import ipaddress

import pulumi
import pulumi_aws as aws

from components.base import Component, Environment


class Network(Component):
    kind = "Network"

    def __init__(
        self, name: str, environment: Environment, cidr: str = "10.8.0.0/16", opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, environment, opts)
        blocks = ipaddress.ip_network(cidr).subnets(new_prefix=20)
        # the provider of the component, not the default one
        zones = aws.get_availability_zones(
            state="available", opts=pulumi.InvokeOptions(parent=self)
        ).names[: environment.zones]

        self.vpc = aws.ec2.Vpc(
            self.title(), cidr_block=cidr, enable_dns_hostnames=True, tags={"Name": self.title()}, opts=self.child()
        )
        aws.ec2.DefaultSecurityGroup(self.title("default"), vpc_id=self.vpc.id, opts=self.child())
        self.gateway = aws.ec2.InternetGateway(self.title(), vpc_id=self.vpc.id, opts=self.child())
        aws.ec2.DefaultRouteTable(
            self.title("main"),
            default_route_table_id=self.vpc.default_route_table_id,
            routes=[aws.ec2.DefaultRouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=self.gateway.id)],
            opts=self.child(),
        )
        self.public = [
            aws.ec2.Subnet(
                self.title("public", zone[-1]),
                vpc_id=self.vpc.id,
                availability_zone=zone,
                cidr_block=str(next(blocks)),
                opts=self.child(delete_before_replace=True),
            )
            for zone in zones
        ]
        self.private = []
        for index, zone in enumerate(zones):
            subnet = aws.ec2.Subnet(
                self.title("private", zone[-1]),
                vpc_id=self.vpc.id,
                availability_zone=zone,
                cidr_block=str(next(blocks)),
                opts=self.child(delete_before_replace=True),
            )
            if environment.highly_available or index == 0:
                nat = self._nat(zone, self.public[index])
            table = aws.ec2.RouteTable(self.title("private", zone[-1]), vpc_id=self.vpc.id, opts=self.child())
            aws.ec2.Route(
                self.title("private", zone[-1]),
                route_table_id=table.id,
                destination_cidr_block="0.0.0.0/0",
                nat_gateway_id=nat.id,
                opts=self.child(),
            )
            aws.ec2.RouteTableAssociation(
                self.title("private", zone[-1]), subnet_id=subnet.id, route_table_id=table.id, opts=self.child()
            )
            self.private.append(subnet)
        self.register_outputs({"vpcId": self.vpc.id, "privateSubnetIds": self.private_subnet_ids})

    def _nat(self, zone: str, subnet: aws.ec2.Subnet) -> aws.ec2.NatGateway:
        after = self.child(depends_on=[self.gateway])
        address = aws.ec2.Eip(self.title("nat", zone[-1]), domain="vpc", opts=after)
        return aws.ec2.NatGateway(
            self.title(zone[-1]), subnet_id=subnet.id, allocation_id=address.allocation_id, opts=after
        )

    @property
    def private_subnet_ids(self) -> list[pulumi.Output[str]]:
        return [subnet.id for subnet in self.private]
