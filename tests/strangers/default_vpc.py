"""A web server and its load balancer in the account's default network."""

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [vpc.id]}])
image = aws.ec2.get_ami(most_recent="true", owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-*"]}])
zone_of = {subnet: aws.ec2.get_subnet(id=subnet).availability_zone for subnet in subnets.ids}

group = aws.ec2.SecurityGroup(
    "web",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": [vpc.cidr_block]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
servers = [
    aws.ec2.Instance(
        f"web-{number}",
        ami=image.id,
        instance_type="t3.micro",
        subnet_id=subnet,
        availability_zone=zone_of[subnet],
        vpc_security_group_ids=[group.id],
        user_data=f"#!/bin/sh\necho {vpc.cidr_block}\n",
    )
    for number, subnet in enumerate(subnets.ids[:2])
]
balancer = aws.lb.LoadBalancer("web", security_groups=[group.id], subnets=subnets.ids)
target = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id=vpc.id)
for number, server in enumerate(servers):
    aws.lb.TargetGroupAttachment(f"web-{number}", target_group_arn=target.arn, target_id=server.id, port=80)
aws.lb.Listener(
    "web",
    load_balancer_arn=balancer.arn,
    port=80,
    default_actions=[{"type": "forward", "target_group_arn": target.arn}],
)
pulumi.export("url", pulumi.Output.concat("http://", balancer.dns_name))
