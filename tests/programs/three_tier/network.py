import pulumi_aws as aws
from pulumi import Config, ResourceOptions

cfg = Config().require_object("network")
azs = aws.get_availability_zones(state="available").names[:2]

vpc = aws.ec2.Vpc(
    "bookshop-vpc",
    cidr_block=cfg["cidr"],
    enable_dns_hostnames=True,
    enable_dns_support=True,
    tags={"Name": "bookshop-vpc"},
)

igw = aws.ec2.InternetGateway("bookshop-igw", vpc_id=vpc.id, tags={"Name": "bookshop-igw"})

subnets = {}
for tier, cidrs in cfg["tiers"].items():
    subnets[tier] = [
        aws.ec2.Subnet(
            f"bookshop-{tier}-{i}",
            vpc_id=vpc.id,
            cidr_block=cidr,
            availability_zone=az,
            map_public_ip_on_launch=tier == "public",
            tags={"Name": f"bookshop-{tier}-{az}", "Tier": tier},
        )
        for i, (cidr, az) in enumerate(zip(cidrs, azs))
    ]

public_rt = aws.ec2.RouteTable(
    "bookshop-public-rt",
    vpc_id=vpc.id,
    routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": igw.id}],
    tags={"Name": "public"},
)
for i, subnet in enumerate(subnets["public"]):
    aws.ec2.RouteTableAssociation(f"bookshop-public-rta-{i}", subnet_id=subnet.id, route_table_id=public_rt.id)

# one NAT for both zones, to save money
eip = aws.ec2.Eip("bookshop-nat-eip", domain="vpc")
nat = aws.ec2.NatGateway(
    "bookshop-nat",
    allocation_id=eip.id,
    subnet_id=subnets["public"][0].id,
    opts=ResourceOptions(depends_on=[eip]),
)
private_rt = aws.ec2.RouteTable(
    "bookshop-private-rt", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}]
)
for tier in ("app", "data"):
    for i, subnet in enumerate(subnets[tier]):
        aws.ec2.RouteTableAssociation(f"bookshop-{tier}-rta-{i}", subnet_id=subnet.id, route_table_id=private_rt.id)
