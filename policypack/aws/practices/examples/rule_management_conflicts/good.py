import pulumi
import pulumi_aws as aws

web = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}
group = aws.ec2.SecurityGroup("web", vpc_id="vpc-0123456789abcdef0", ingress=[web])
aws.vpc.SecurityGroupEgressRule("web", security_group_id=group.id, ip_protocol="-1", cidr_ipv4="0.0.0.0/0")
table = aws.ec2.RouteTable("main", vpc_id="vpc-0123456789abcdef0")
aws.ec2.Route(
    "internet",
    route_table_id=table.id,
    destination_cidr_block="0.0.0.0/0",
    gateway_id="igw-0123456789abcdef0",
)

kept = aws.ec2.SecurityGroup(
    "kept",
    vpc_id="vpc-0123456789abcdef0",
    ingress=[web],
    egress=[],
    opts=pulumi.ResourceOptions(ignore_changes=["ingress"]),
)
aws.vpc.SecurityGroupIngressRule(
    "kept", security_group_id=kept.id, ip_protocol="tcp", from_port=8443, to_port=8443, cidr_ipv4="10.0.0.0/8"
)
