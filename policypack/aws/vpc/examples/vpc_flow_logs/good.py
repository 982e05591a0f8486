import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.FlowLog(
    "main", vpc_id=vpc.id, traffic_type="REJECT", log_destination_type="s3", log_destination="arn:aws:s3:::acme-logs"
)
other = aws.ec2.Vpc("other", cidr_block="10.1.0.0/16")
subnet = aws.ec2.Subnet("other", vpc_id=other.id, cidr_block="10.1.0.0/24")
aws.ec2.FlowLog(
    "other",
    subnet_id=subnet.id,
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination="arn:aws:s3:::acme-logs",
)
