import pulumi_aws as aws


def group(logical, protocol="HTTP", **more):
    aws.lb.TargetGroup(logical, port=80, protocol=protocol, vpc_id="vpc-0123456789abcdef0", **more)


group("long", name="a" * 33)
group("hyphen", name="orders-")
group("default-timeout", health_check={"interval": 5})
group("same", health_check={"interval": 10, "timeout": 10})
group("matcher", "TCP", health_check={"protocol": "TCP", "matcher": "200"})
group("path", "TCP", health_check={"protocol": "TCP", "path": "/health"})

# finds long: name
# finds hyphen: name
# finds default-timeout: healthCheck
# finds same: healthCheck
# finds matcher: healthCheck
# finds path: healthCheck
