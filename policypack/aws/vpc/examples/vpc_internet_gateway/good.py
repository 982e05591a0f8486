"""Routes inline, separate, in the default and in the main route table."""

import pulumi_aws as aws


def network(name):
    vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16")
    aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block="10.0.0.0/24", map_public_ip_on_launch=True)
    return vpc


inline = network("inline")
gateway = aws.ec2.InternetGateway("inline", vpc_id=inline.id)
aws.ec2.RouteTable("inline", vpc_id=inline.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
separate = network("separate")
gateway = aws.ec2.InternetGateway("separate")
attachment = aws.ec2.InternetGatewayAttachment("separate", vpc_id=separate.id, internet_gateway_id=gateway.id)
table = aws.ec2.RouteTable("separate", vpc_id=separate.id)
aws.ec2.Route(
    "separate", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=attachment.internet_gateway_id
)
default = network("default")
gateway = aws.ec2.InternetGateway("default", vpc_id=default.id)
aws.ec2.DefaultRouteTable(
    "default",
    default_route_table_id=default.default_route_table_id,
    routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}],
)
main = network("main-table")
gateway = aws.ec2.InternetGateway("main-table", vpc_id=main.id)
aws.ec2.Route(
    "main-table", route_table_id=main.main_route_table_id, destination_ipv6_cidr_block="::/0", gateway_id=gateway.id
)
