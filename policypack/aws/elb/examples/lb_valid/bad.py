import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
a, b, same = [
    aws.ec2.Subnet(
        f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}"
    )
    for index, zone in enumerate("aba")
]
aws.ec2.InternetGateway("main", vpc_id=vpc.id)
aws.lb.LoadBalancer("one-subnet", subnets=[a.id])  # finds: subnets
aws.lb.LoadBalancer("one-zone", subnets=[a.id, same.id])  # finds: subnets
aws.lb.LoadBalancer("same-zone", subnets=[a.id, b.id, same.id], load_balancer_type="network")  # finds: subnets
closed = aws.ec2.Vpc("closed", cidr_block="10.1.0.0/16")
inside = aws.ec2.Subnet("inside", vpc_id=closed.id, cidr_block="10.1.0.0/24", availability_zone="us-east-1a")
aws.lb.LoadBalancer("no-gateway", subnets=[inside.id], load_balancer_type="network")  # finds: internal
aws.elb.LoadBalancer(
    "classic",
    subnets=[inside.id],
    listeners=[{"instance_port": 80, "instance_protocol": "http", "lb_port": 80, "lb_protocol": "http"}],
)  # finds: internal
