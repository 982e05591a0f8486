import pulumi_aws as aws

aws.ec2.Vpc("forgotten", cidr_block="10.0.0.0/16")  # finds: defaultSecurityGroup
vpc = aws.ec2.Vpc("taken-over", cidr_block="10.1.0.0/16")
aws.ec2.DefaultSecurityGroup(
    "open", vpc_id=vpc.id, ingress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}]
)  # finds: ingress
