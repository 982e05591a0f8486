import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [aws.ec2.Subnet(f"db-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24") for index in range(2)]
aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])  # undetermined: availabilityZone
