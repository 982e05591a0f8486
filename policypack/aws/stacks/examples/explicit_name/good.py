import json

import pulumi
import pulumi_aws as aws

aws.s3.Bucket("artifacts", bucket=f"acme-{pulumi.get_stack()}-artifacts")
aws.sqs.Queue("orders", name="orders.fifo", fifo_queue=True)
aws.iam.Role(
    "numbered",
    name="numbered-20261123",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
aws.rds.Cluster(
    "main",
    cluster_identifier="main",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
)
