import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone=zone)
    for i, zone in enumerate(["us-east-1a", "us-east-1b"])
]
dns = aws.ec2.SecurityGroup("dns", vpc_id=vpc.id, description="DNS")
inward = aws.route53.ResolverEndpoint(
    "inward",
    direction="INBOUND",
    security_group_ids=[dns.id],
    ip_addresses=[{"subnet_id": one.id, "ip": f"10.0.{i}.53"} for i, one in enumerate(subnets)],
)
outward = aws.route53.ResolverEndpoint(
    "outward",
    direction="OUTBOUND",
    security_group_ids=[dns.id],
    ip_addresses=[{"subnet_id": one.id} for one in subnets],
)
own = aws.route53.ResolverRule(
    "own",
    domain_name="corp.example.com",
    rule_type="FORWARD",
    resolver_endpoint_id=outward.id,
    target_ips=[{"ip": "10.0.0.53"}],
)
aws.route53.ResolverRuleAssociation("loop", resolver_rule_id=own.id, vpc_id=vpc.id)  # finds: resolverRuleId
aws.route53.ResolverRule(  # finds: resolverEndpointId
    "inbound",
    domain_name="lab.example.com",
    rule_type="FORWARD",
    resolver_endpoint_id=inward.id,
    target_ips=[{"ip": "192.168.0.53"}],
)
