import pulumi_aws as aws

aws.cloudwatch.LogGroup("audit", retention_in_days=365)
aws.cloudwatch.LogGroup("for-ever", retention_in_days=0)
