import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
for name in ["first", "second"]:
    address = aws.ec2.Eip(name, domain="vpc")
    aws.ec2.NatGateway(name, subnet_id=subnet.id, allocation_id=address.id)
