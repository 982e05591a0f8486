import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
subnet = aws.ec2.Subnet(
    "main",
    vpc_id="vpc-0123456789abcdef0",
    cidr_block="10.0.0.0/24",
    map_public_ip_on_launch=old.outputs["Public"],
)
aws.efs.MountTarget("files", file_system_id="fs-0123456789abcdef0", subnet_id=subnet.id)

# undetermined files: mapPublicIpOnLaunch
