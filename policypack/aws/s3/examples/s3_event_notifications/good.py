import pulumi_aws as aws

orders = aws.s3.Bucket("orders")
aws.s3.BucketNotification("orders", bucket=orders.id, eventbridge=True)
