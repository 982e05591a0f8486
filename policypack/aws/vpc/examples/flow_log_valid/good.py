import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
bucket = aws.s3.Bucket("flows")
role = aws.iam.Role("flows", assume_role_policy="{}")
logs = aws.cloudwatch.LogGroup("flows")
aws.ec2.FlowLog(
    "without-role", vpc_id=vpc.id, traffic_type="ALL", log_destination_type="s3", log_destination=bucket.arn
)
aws.ec2.FlowLog("to-logs", vpc_id=vpc.id, traffic_type="ALL", log_destination=logs.arn, iam_role_arn=role.arn)
aws.ec2.FlowLog(
    "to-firehose",
    vpc_id=vpc.id,
    traffic_type="REJECT",
    log_destination_type="kinesis-data-firehose",
    log_destination="arn:aws:firehose:us-east-1:123456789012:deliverystream/flows",
)
