import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
other = aws.ec2.Vpc("other", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("first", vpc_id=main.id, cidr_block="10.0.0.0/24")
aws.ec2.Subnet("next", vpc_id=main.id, cidr_block="10.0.1.0/24")
aws.ec2.Subnet("same-in-other", vpc_id=other.id, cidr_block="10.0.0.0/24")
