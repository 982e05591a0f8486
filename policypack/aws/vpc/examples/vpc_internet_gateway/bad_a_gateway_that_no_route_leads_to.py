"""A gateway that no route leads to."""

import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("public", vpc_id=main.id, cidr_block="10.0.0.0/24")
aws.ec2.InternetGateway("main", vpc_id=main.id)
aws.ec2.RouteTable("public", vpc_id=main.id)

# finds main: routes
