import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.FlowLog(
    "main",
    vpc_id=old.outputs["Network"],
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination="arn:aws:s3:::acme-logs",
)

# undetermined main: vpcId
