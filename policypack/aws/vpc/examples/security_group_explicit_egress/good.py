import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.SecurityGroup(
    "inline", vpc_id=vpc.id, egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]
)
aws.ec2.SecurityGroup("closed", vpc_id=vpc.id, egress=[])
old = aws.ec2.SecurityGroup("old", vpc_id=vpc.id)
aws.ec2.SecurityGroupRule(
    "old", type="egress", security_group_id=old.id, protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"]
)
new = aws.ec2.SecurityGroup("new", vpc_id=vpc.id)
aws.vpc.SecurityGroupEgressRule("new", security_group_id=new.id, ip_protocol="-1", cidr_ipv4="0.0.0.0/0")
sealed = aws.ec2.SecurityGroup("sealed", vpc_id=vpc.id)
aws.ec2.VpcSecurityGroupRulesExclusive("sealed", security_group_id=sealed.id, ingress_rule_ids=[], egress_rule_ids=[])
aws.ec2.DefaultSecurityGroup("default", vpc_id=vpc.id)
