import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")


def group(logical, protocol="HTTP", **more):
    aws.lb.TargetGroup(logical, port=80, protocol=protocol, vpc_id=vpc.id, **more)


group("longest", name="a" * 32, health_check={"interval": 11, "timeout": 10, "path": "/health"})
group(
    "http-over-tcp",
    "TCP",
    health_check={"protocol": "HTTP", "path": "/health", "matcher": "200-399", "interval": 10, "timeout": 10},
)
group("plain")
aws.lb.TargetGroup("function", target_type="lambda")
