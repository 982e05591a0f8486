import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = aws.ec2.Subnet("web", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone="us-east-1a")
aws.ec2.Instance(  # undetermined: availabilityZone
    "web",
    ami="ami-0123456789abcdef0",
    instance_type="m7i.large",
    subnet_id=web.id,
    availability_zone=old.outputs["Zone"],
)
