import pulumi_aws as aws

aws.sqs.Queue("orders", name="orders")  # finds: redrivePolicy
