"""Inside the VPC's block, inside an associated one, or in a VPC of another stack."""

import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("last", vpc_id=main.id, cidr_block="10.0.255.0/24")
more = aws.ec2.VpcIpv4CidrBlockAssociation("more", vpc_id=main.id, cidr_block="100.64.0.0/16")
aws.ec2.Subnet("pods", vpc_id=more.vpc_id, cidr_block="100.64.0.0/18")
aws.ec2.Subnet("shared", vpc_id="vpc-0123456789abcdef0", cidr_block="192.168.1.0/24")
aws.ec2.Subnet("v6", vpc_id=main.id, ipv6_native=True, ipv6_cidr_block="2600:1f16:abcd:ef00::/64")
