import pulumi_aws as aws

logs = aws.s3.BucketV2("logs")  # finds: type
aws.s3.BucketVersioningV2(
    "logs-versioning", bucket=logs.id, versioning_configuration={"status": "Enabled"}
)  # finds: type
aws.s3.BucketObject("readme", bucket=logs.id, content="Logs of the load balancer")  # finds: type
