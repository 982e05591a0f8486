import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
zones = aws.get_availability_zones(state="available")
a, b = [
    aws.ec2.Subnet(
        f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zones.names[index]
    )
    for index in range(2)
]
local = aws.ec2.Subnet("local", vpc_id=vpc.id, cidr_block="10.0.9.0/24", availability_zone="us-east-1-bos-1a")
aws.ec2.InternetGateway("main", vpc_id=vpc.id)
aws.lb.LoadBalancer("two-zones", subnets=[a.id, b.id])
aws.lb.LoadBalancer("network", subnets=[a.id], load_balancer_type="network")
aws.lb.LoadBalancer("boston", subnets=[local.id])
aws.lb.LoadBalancer("elsewhere", subnets=["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"])
closed = aws.ec2.Vpc("closed", cidr_block="10.1.0.0/16")
inside = aws.ec2.Subnet("inside", vpc_id=closed.id, cidr_block="10.1.0.0/24", availability_zone="us-east-1a")
aws.lb.LoadBalancer("inside", internal=True, subnets=[inside.id], load_balancer_type="network")
aws.lb.LoadBalancer("appliances", subnets=[inside.id], load_balancer_type="gateway")
