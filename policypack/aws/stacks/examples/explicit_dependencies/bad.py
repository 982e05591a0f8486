"""Before the internet gateway."""

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
public = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
address = aws.ec2.Eip("nat", domain="vpc")
aws.ec2.NatGateway("nat", subnet_id=public.id, allocation_id=address.id)
bastion = aws.ec2.Instance("bastion", ami="ami-0123456789abcdef0", instance_type="t4g.nano", subnet_id=public.id)
aws.ec2.Eip("bastion", domain="vpc", instance=bastion.id)
aws.lb.LoadBalancer("web", subnets=[public.id])  # finds: dependsOn

# finds nat: dependsOn
# finds bastion: dependsOn
