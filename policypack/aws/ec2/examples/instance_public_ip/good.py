import pulumi_aws as aws

public = aws.ec2.Subnet(
    "public", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.0.0/24", map_public_ip_on_launch=True
)
private = aws.ec2.Subnet("private", vpc_id="vpc-0123456789abcdef0", cidr_block="10.0.1.0/24")
for name, subnet, says in (("silent", private, None), ("refuses", public, False)):
    aws.ec2.Instance(
        name,
        ami="ami-0123456789abcdef0",
        instance_type="t4g.micro",
        subnet_id=subnet.id,
        associate_public_ip_address=says,
    )
