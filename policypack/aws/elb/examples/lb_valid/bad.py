import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
a, b, same = [
    aws.ec2.Subnet(
        f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}"
    )
    for index, zone in enumerate("aba")
]
aws.lb.LoadBalancer("one-subnet", subnets=[a.id])  # finds: subnets
aws.lb.LoadBalancer("one-zone", subnets=[a.id, same.id])  # finds: subnets
aws.lb.LoadBalancer("same-zone", subnets=[a.id, b.id, same.id], load_balancer_type="network")  # finds: subnets
