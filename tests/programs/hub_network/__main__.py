import ipaddress
import json

import pulumi
from pulumi import ResourceOptions
from pulumi_aws import Provider, cloudwatch, ec2, ec2transitgateway, get_availability_zones, iam, ram, route53, vpc

config = pulumi.Config()
REGION = pulumi.Config("aws").require("region")
zones = get_availability_zones(state="available", exclude_names=["eu-north-1z"])

VPCS = {
    "shared": {"cidr": "10.100.0.0/16", "endpoints": ["ssm", "ssmmessages", "ec2messages", "logs", "secretsmanager"]},
    "spoke-a": {"cidr": "10.101.0.0/16", "endpoints": []},
    "spoke-b": {"cidr": "10.102.0.0/16", "endpoints": []},
}

# ------------------------------------------------------------------ transit gateway
tgw = ec2transitgateway.TransitGateway(
    "tgw",
    description="corp",
    amazon_side_asn=64520,
    auto_accept_shared_attachments="enable",
    default_route_table_association="disable",
    default_route_table_propagation="disable",
    tags={"Name": "corp"},
)
tgw_routes = ec2transitgateway.RouteTable("tgw", transit_gateway_id=tgw.id)

share = ram.ResourceShare("tgw", name="corp-tgw", allow_external_principals=False)
ram.ResourceAssociation("tgw", resource_arn=tgw.arn, resource_share_arn=share.arn)
for account in config.require_object("accounts"):
    ram.PrincipalAssociation(f"tgw-{account}", principal=account, resource_share_arn=share.arn)

# ------------------------------------------------------------------ networks
flow_log_role = iam.Role(
    "flow-logs",
    name="hub-flow-logs",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "vpc-flow-logs.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
    inline_policies=[
        iam.RoleInlinePolicyArgs(
            name="logs",
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:Describe*"],
                            "Resource": "*",
                        }
                    ],
                }
            ),
        )
    ],
)

networks = {}
attachments = {}
for name, spec in VPCS.items():
    network = networks[name] = ec2.Vpc(
        name, cidr_block=spec["cidr"], enable_dns_hostnames=True, enable_dns_support=True, tags={"Name": name}
    )
    # nobody may use the group that AWS makes
    ec2.DefaultSecurityGroup(name, vpc_id=network.id)

    blocks = ipaddress.IPv4Network(spec["cidr"]).subnets(new_prefix=22)
    subnets, links = [], []
    for zone in zones.names:
        subnets.append(
            ec2.Subnet(f"{name}-{zone}", vpc_id=network.id, cidr_block=str(next(blocks)), availability_zone=zone)
        )
    edge = list(list(blocks)[-1].subnets(new_prefix=28))
    for zone, block in zip(zones.names, edge):
        links.append(
            ec2.Subnet(f"{name}-tgw-{zone}", vpc_id=network.id, cidr_block=str(block), availability_zone=zone)
        )

    attachment = attachments[name] = ec2transitgateway.VpcAttachment(
        name,
        transit_gateway_id=tgw.id,
        vpc_id=network.id,
        subnet_ids=[s.id for s in links],
        transit_gateway_default_route_table_association=False,
        transit_gateway_default_route_table_propagation=False,
    )
    ec2transitgateway.RouteTableAssociation(
        name, transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=tgw_routes.id
    )
    ec2transitgateway.RouteTablePropagation(
        name, transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=tgw_routes.id
    )
    table = ec2.RouteTable(
        name,
        vpc_id=network.id,
        routes=[
            {"cidr_block": cidr, "transit_gateway_id": tgw.id}
            for cidr in ["10.96.0.0/11", *config.require_object("onPremises")]
        ],
        opts=ResourceOptions(depends_on=[attachment]),
    )
    for zone, subnet in zip(zones.names, subnets):
        ec2.RouteTableAssociation(f"{name}-{zone}", subnet_id=subnet.id, route_table_id=table.id)

    if spec["endpoints"]:
        group = ec2.SecurityGroup(
            f"{name}-endpoints", name=f"{name}-endpoints", description="Interface endpoints", vpc_id=network.id
        )
        vpc.SecurityGroupIngressRule(
            f"{name}-endpoints",
            security_group_id=group.id,
            cidr_ipv4="10.96.0.0/11",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
        )
        ec2.SecurityGroupRule(
            f"{name}-endpoints-out",
            type="egress",
            security_group_id=group.id,
            protocol=-1,
            from_port=0,
            to_port=0,
            cidr_blocks=["10.96.0.0/11"],
        )
        for service in spec["endpoints"]:
            ec2.VpcEndpoint(
                f"{name}-{service}",
                vpc_id=network.id,
                service_name=f"com.amazonaws.{REGION}.{service}",
                vpc_endpoint_type="Interface",
                subnet_ids=[s.id for s in subnets],
                security_group_ids=[group.id],
                private_dns_enabled=True,
            )
    ec2.VpcEndpoint(
        f"{name}-s3",
        vpc_id=network.id,
        service_name=f"com.amazonaws.{REGION}.s3",
        route_table_ids=[table.id],
    )

    log = cloudwatch.LogGroup(f"{name}-flow", name=f"/vpc/{name}/flow", retention_in_days=180)
    ec2.FlowLog(
        name, vpc_id=network.id, traffic_type="ALL", log_destination=log.arn, iam_role_arn=flow_log_role.arn
    )

# ------------------------------------------------------------------ peering with a partner, who accepts it
peering = ec2.VpcPeeringConnection(
    "partner",
    vpc_id=networks["spoke-b"].id,
    peer_vpc_id=config.require("partnerVpc"),
    peer_owner_id=config.require("partnerAccount"),
    peer_region="eu-west-1",
    tags={"Name": "partner"},
)

# ------------------------------------------------------------------ the office in Cape Town: two zones by ID, and IPv6 out
cape_town = Provider("cape-town", region="af-south-1", default_tags={"tags": {"owner": "network"}})
office = ec2.Vpc(
    "office",
    cidr_block="10.110.0.0/20",
    assign_generated_ipv6_cidr_block=True,
    opts=ResourceOptions(provider=cape_town),
)
out = ec2.EgressOnlyInternetGateway("office", vpc_id=office.id, opts=ResourceOptions(provider=cape_town))
for index, zone_id in enumerate(["afs1-az1", "afs1-az2"]):
    ec2.Subnet(
        f"office-{index}",
        vpc_id=office.id,
        cidr_block=f"10.110.{index}.0/24",
        availability_zone_id=zone_id,
        opts=ResourceOptions(provider=cape_town, parent=office),
    )
office_table = ec2.RouteTable(
    "office",
    vpc_id=office.id,
    routes=[{"ipv6_cidr_block": "::/0", "egress_only_gateway_id": out.id}],
    opts=ResourceOptions(provider=cape_town),
)
office_group = ec2.SecurityGroup("office", vpc_id=office.id, opts=ResourceOptions(provider=cape_town))

# ------------------------------------------------------------------ names
private_zone = route53.Zone(
    "corp",
    name="corp.internal",
    vpcs=[{"vpc_id": n.id} for n in networks.values()],
    comment="shared by all spokes",
)

pulumi.export("transit_gateway_id", tgw.id)
pulumi.export("transit_gateway_arn", tgw.arn)
pulumi.export("vpcs", {name: {"id": n.id, "cidr": n.cidr_block} for name, n in {**networks, "office": office}.items()})
pulumi.export("zone", private_zone.zone_id)
pulumi.export("peering", peering.id)
pulumi.export("region", REGION)
