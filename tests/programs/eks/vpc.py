from pulumi import ResourceOptions
from pulumi_aws import ec2, get_availability_zones

from cluster_config import ClusterConfig


def create_network(config: ClusterConfig):
    network = ec2.Vpc(
        "nordwind",
        cidr_block="10.64.0.0/16",
        enable_dns_hostnames=True,
        tags=config.tags(Name=config.name),
    )
    gateway = ec2.InternetGateway("nordwind", tags=config.tags(Name=config.name))
    attached = ec2.InternetGatewayAttachment("nordwind", vpc_id=network.id, internet_gateway_id=gateway.id)
    internet = ec2.RouteTable("internet", vpc_id=network.id, tags=config.tags(Name="internet"))
    ec2.Route(
        "internet",
        route_table_id=internet.id,
        destination_cidr_block="0.0.0.0/0",
        gateway_id=gateway.id,
        opts=ResourceOptions(depends_on=[attached]),
    )

    zones = get_availability_zones(state="available")
    private = []
    for index, zone in enumerate(zones.names[:3]):
        shared = {"kubernetes.io/cluster/" + config.name: "shared"}
        public = ec2.Subnet(
            f"public-{zone}",
            vpc_id=network.id,
            availability_zone=zone,
            cidr_block=f"10.64.{index}.0/24",
            map_public_ip_on_launch=True,
            tags=config.tags(Name=f"public-{zone}", **shared, **{"kubernetes.io/role/elb": "1"}),
        )
        ec2.RouteTableAssociation(f"public-{zone}", subnet_id=public.id, route_table_id=internet.id)
        address = ec2.Eip(
            f"nat-{zone}", domain="vpc", tags=config.tags(), opts=ResourceOptions(depends_on=[attached])
        )
        nat = ec2.NatGateway(
            f"nat-{zone}", subnet_id=public.id, allocation_id=address.id, tags=config.tags(Name=f"nat-{zone}")
        )
        routes = ec2.RouteTable(
            f"private-{zone}",
            vpc_id=network.id,
            routes=[ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
            tags=config.tags(Name=f"private-{zone}"),
        )
        subnet = ec2.Subnet(
            f"private-{zone}",
            vpc_id=network.id,
            availability_zone=zone,
            cidr_block=f"10.64.{64 + 32 * index}.0/19",
            tags=config.tags(Name=f"private-{zone}", **shared, **{"kubernetes.io/role/internal-elb": "1"}),
        )
        ec2.RouteTableAssociation(f"private-{zone}", subnet_id=subnet.id, route_table_id=routes.id)
        private.append(subnet)
    return network, private
