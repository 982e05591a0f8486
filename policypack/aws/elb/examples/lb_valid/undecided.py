import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.InternetGateway("main", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
    for index, zone in enumerate(["us-east-1a", old.outputs["Zone"]])
]
aws.lb.LoadBalancer("orders", subnets=[subnet.id for subnet in subnets])  # undetermined: availabilityZone
