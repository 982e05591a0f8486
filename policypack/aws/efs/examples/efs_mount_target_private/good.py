import pulumi_aws as aws

subnet = aws.ec2.Subnet(
    "private", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.0.0/24", map_public_ip_on_launch=False
)
aws.efs.MountTarget("files", file_system_id="fs-0123456789abcdef0", subnet_id=subnet.id)
