import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
    for index, zone in enumerate(["us-east-1a", old.outputs["Zone"]])
]
aws.eks.Cluster(
    "main",
    role_arn="arn:aws:iam::123456789012:role/cluster",
    vpc_config={"subnet_ids": [subnet.id for subnet in subnets]},
)

# undetermined main: availabilityZone
