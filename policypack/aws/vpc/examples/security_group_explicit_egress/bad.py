"""A rule that names the group as its peer is not a rule of the group."""

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = aws.ec2.SecurityGroup(
    "web", vpc_id=vpc.id, ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}]
)  # finds: egress
jobs = aws.ec2.SecurityGroup(
    "jobs", vpc_id=vpc.id, egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]
)
aws.ec2.SecurityGroupRule(
    "from-jobs",
    type="ingress",
    security_group_id=web.id,
    source_security_group_id=jobs.id,
    protocol="tcp",
    from_port=443,
    to_port=443,
)
aws.vpc.SecurityGroupEgressRule(
    "to-web", security_group_id=jobs.id, referenced_security_group_id=web.id, ip_protocol="-1"
)
