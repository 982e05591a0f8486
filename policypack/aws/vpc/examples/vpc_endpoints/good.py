import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
for service in ("ec2", "ecr.api", "ecr.dkr", "ssm"):
    aws.ec2.VpcEndpoint(
        service,
        vpc_id=vpc.id,
        service_name=f"com.amazonaws.us-east-1.{service}",
        vpc_endpoint_type="Interface",
        subnet_ids=[subnet.id],
    )
