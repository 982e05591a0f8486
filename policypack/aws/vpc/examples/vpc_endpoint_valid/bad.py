# config: aws:region=us-east-1
import pulumi_aws as aws

plain = aws.ec2.Vpc("plain", cidr_block="10.0.0.0/16")
aws.ec2.VpcEndpoint(
    "queues",
    vpc_id=plain.id,
    service_name="com.amazonaws.us-east-1.sqs",
    vpc_endpoint_type="Interface",
    private_dns_enabled=True,
)  # finds: privateDnsEnabled
main = aws.ec2.Vpc("main", cidr_block="10.1.0.0/16", enable_dns_hostnames=True)
first, second = (
    aws.ec2.Subnet(name, vpc_id=main.id, cidr_block=f"10.1.{i}.0/24", availability_zone="us-east-1a")
    for i, name in enumerate(["first", "second"])
)
aws.ec2.VpcEndpoint(
    "same-zone",
    vpc_id=main.id,
    service_name="com.amazonaws.us-east-1.kms",
    vpc_endpoint_type="Interface",
    subnet_ids=[first.id, second.id],
)  # finds: subnetIds
# finds topics-b: privateDnsEnabled
for name in ("topics-a", "topics-b"):
    aws.ec2.VpcEndpoint(
        name,
        vpc_id=main.id,
        service_name="com.amazonaws.us-east-1.sns",
        vpc_endpoint_type="Interface",
        private_dns_enabled=True,
    )
aws.ec2.VpcEndpoint("far", vpc_id=main.id, service_name="com.amazonaws.us-west-2.s3")  # finds: serviceName
aws.ec2.VpcEndpoint(
    "only-interface",
    vpc_id=main.id,
    service_name="com.amazonaws.us-east-1.dynamodb",
    vpc_endpoint_type="Interface",
    private_dns_enabled=True,
    dns_options={"private_dns_only_for_inbound_resolver_endpoint": True},
)  # finds: dnsOptions.privateDnsOnlyForInboundResolverEndpoint
