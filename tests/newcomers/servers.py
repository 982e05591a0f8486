"""Servers in a group, with volumes and rules written as beginners write them."""

import pulumi_aws as aws

network = aws.ec2.Vpc("main", cidr_block="10.0.0.0/8")
subnet = aws.ec2.Subnet("main", vpc_id=network.id, cidr_block="10.1.0.0/24")
web = aws.ec2.SecurityGroup(
    "web",
    name="sg-web",
    description="The web's servers",
    vpc_id=network.id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(protocol="-1", from_port=0, to_port=65535, cidr_blocks=["10.1.0.1/24"]),
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0"], "description": "Büro → web"},
    ],
)
aws.ec2.Instance(
    "web",
    ami="ami-0123456789abcdef0",
    instance_type="t3.micro",
    subnet_id=subnet.id,
    vpc_security_group_ids=[web.id],
    metadata_options={"http_put_response_hop_limit": 100},
    root_block_device={"volume_type": "gp2", "volume_size": 20},
)
aws.ec2.LaunchTemplate("web", name="web servers", image_id="ami-0123456789abcdef0")
for name, gib in {"logs": 10, "data": 20}.items():
    aws.ebs.Volume(name, availability_zone="us-east-1a", size=gib, type="gp2")
