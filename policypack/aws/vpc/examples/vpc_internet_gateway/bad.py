import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")  # finds: internetGateway
public = aws.ec2.Subnet("public", vpc_id=main.id, cidr_block="10.0.0.0/24", map_public_ip_on_launch=True)
private = aws.ec2.Subnet("private", vpc_id=main.id, cidr_block="10.0.1.0/24")
address = aws.ec2.Eip("nat", domain="vpc")
nat = aws.ec2.NatGateway("nat", allocation_id=address.id, subnet_id=public.id)
aws.ec2.RouteTable("private", vpc_id=main.id, routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}])
aws.ec2.VpcEndpoint("s3", vpc_id=main.id, service_name="com.amazonaws.eu-south-2.s3")
