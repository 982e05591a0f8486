import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
shared = aws.ec2.Eip("shared", domain="vpc")
aws.ec2.NatGateway("shared-a", subnet_id=subnet.id, allocation_id=shared.id)
aws.ec2.NatGateway("shared-b", subnet_id=subnet.id, allocation_id=shared.allocation_id)  # finds: allocationId
