import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("a", vpc_id=main.id, cidr_block="10.0.0.0/22")
aws.ec2.Subnet("b", vpc_id=main.id, cidr_block="10.0.1.0/24")  # finds: cidrBlock
aws.ec2.Subnet("c", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.1.0/24")
aws.ec2.Subnet("d", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.1.0/24")  # finds: cidrBlock
