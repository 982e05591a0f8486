import pulumi_aws as aws

subnet = aws.ec2.Subnet(
    "public", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.0.0/24", map_public_ip_on_launch=True
)
aws.ec2.Instance(
    "by-subnet", ami="ami-0123456789abcdef0", instance_type="t4g.micro", subnet_id=subnet.id
)  # finds: associatePublicIpAddress
aws.ec2.Instance(
    "by-itself", ami="ami-0123456789abcdef0", instance_type="t4g.micro", associate_public_ip_address=True
)  # finds: associatePublicIpAddress
aws.ec2.LaunchTemplate(
    "template", network_interfaces=[{"device_index": 0, "associate_public_ip_address": "true"}]
)  # finds: networkInterfaces[0].associatePublicIpAddress
