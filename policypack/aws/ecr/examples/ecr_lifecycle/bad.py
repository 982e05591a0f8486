import pulumi_aws as aws

aws.ecr.Repository("orders")  # finds: name
