import pulumi_aws as aws

aws.cloudwatch.LogGroup("unsaid")
aws.cloudwatch.LogGroup("for-ever", retention_in_days=0)
aws.cloudwatch.LogGroup("ten-years", name="/orders/api_2.0-new#1", retention_in_days=3653)
