# config: aws:region=us-east-1
import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.1.0.0/16", enable_dns_hostnames=True)
first, second = (
    aws.ec2.Subnet(zone, vpc_id=main.id, cidr_block=f"10.1.{i}.0/24", availability_zone=zone)
    for i, zone in enumerate(["us-east-1a", "us-east-1b"])
)
for name, service in {"with-hostnames": "sqs", "two-zones": "sns"}.items():
    aws.ec2.VpcEndpoint(
        name,
        vpc_id=main.id,
        service_name=f"com.amazonaws.us-east-1.{service}",
        vpc_endpoint_type="Interface",
        private_dns_enabled=True,
        subnet_ids=[first.id, second.id],
    )
table = aws.ec2.RouteTable("main", vpc_id=main.id)
aws.ec2.VpcEndpoint("near", vpc_id=main.id, service_name="com.amazonaws.us-east-1.s3", route_table_ids=[table.id])
aws.ec2.VpcEndpoint(
    "elsewhere",
    vpc_id=main.id,
    service_name="com.amazonaws.us-west-2.sqs",
    service_region="us-west-2",
    vpc_endpoint_type="Interface",
)
aws.ec2.VpcEndpoint(
    "beside-gateway",
    vpc_id=main.id,
    service_name="com.amazonaws.us-east-1.s3",
    vpc_endpoint_type="Interface",
    private_dns_enabled=True,
    dns_options={"private_dns_only_for_inbound_resolver_endpoint": True},
)
