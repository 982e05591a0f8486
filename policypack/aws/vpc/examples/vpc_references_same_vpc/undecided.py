import pulumi_aws as aws

here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("here", vpc_id=here.id, cidr_block="10.0.0.0/24")
group = aws.ec2.SecurityGroup("web", vpc_id="vpc-0123456789abcdef0")
aws.ec2.Instance(
    "instance",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    subnet_id=subnet.id,
    vpc_security_group_ids=[group.id],
)  # undetermined: id
