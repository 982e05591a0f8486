import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
aws.ec2.NetworkInterface("inside", subnet_id=subnet.id, private_ips=["10.0.0.4", "10.0.0.254"])
aws.ec2.NetworkInterface("elsewhere", subnet_id="subnet-0123456789abcdef0", private_ips=["10.0.0.4"])
