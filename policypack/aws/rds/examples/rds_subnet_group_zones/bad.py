import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(f"db-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone="us-east-1a")
    for index in range(2)
]
anywhere = aws.ec2.Subnet("anywhere", vpc_id=vpc.id, cidr_block="10.0.2.0/24")
aws.rds.SubnetGroup("one-zone", subnet_ids=[subnet.id for subnet in subnets])  # finds: subnetIds
aws.rds.SubnetGroup("one-subnet", subnet_ids=[anywhere.id])  # finds: subnetIds
aws.docdb.SubnetGroup("documents", subnet_ids=["subnet-0123456789abcdef0"])  # finds: subnetIds
