import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("outside", vpc_id=main.id, cidr_block="10.10.1.0/24")  # finds: cidrBlock
