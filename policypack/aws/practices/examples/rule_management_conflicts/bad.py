import pulumi_aws as aws

web = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}
group = aws.ec2.SecurityGroup("web", vpc_id="vpc-0123456789abcdef0", ingress=[web])  # finds: ingress
aws.vpc.SecurityGroupIngressRule(
    "office", security_group_id=group.id, ip_protocol="tcp", from_port=22, to_port=22, cidr_ipv4="192.0.2.0/24"
)
table = aws.ec2.RouteTable(
    "main",
    vpc_id="vpc-0123456789abcdef0",
    routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-0123456789abcdef0"}],
)  # finds: routes
aws.ec2.Route(
    "peer",
    route_table_id=table.id,
    destination_cidr_block="10.1.0.0/16",
    vpc_peering_connection_id="pcx-0123456789abcdef0",
)
bucket = aws.s3.Bucket("files")
for name, days in (("old", 30), ("older", 90)):
    aws.s3.BucketLifecycleConfiguration(
        name, bucket=bucket.id, rules=[{"id": name, "status": "Enabled", "expiration": {"days": days}}]
    )

# finds older: bucket
