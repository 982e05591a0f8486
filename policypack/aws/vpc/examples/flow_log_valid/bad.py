import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
bucket = aws.s3.Bucket("flows")
role = aws.iam.Role("flows", assume_role_policy="{}")
logs = aws.cloudwatch.LogGroup("flows")
aws.ec2.FlowLog(
    "with-role",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination_type="s3",
    log_destination=bucket.arn,
    iam_role_arn=role.arn,
)  # finds: iamRoleArn
aws.ec2.FlowLog("no-role", vpc_id=vpc.id, traffic_type="ALL", log_destination=logs.arn)  # finds: iamRoleArn
aws.ec2.FlowLog(
    "no-type", vpc_id=vpc.id, traffic_type="ALL", log_destination=bucket.arn, iam_role_arn=role.arn
)  # finds: logDestinationType
