import json

import pulumi
import pulumi_aws as aws

shared = pulumi.StackReference("shared")
aws.s3.BucketPolicy(
    "shared",
    bucket="acme-shared",
    policy=shared.outputs["Reader"].apply(
        lambda reader: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"AWS": reader},
                        "Action": "s3:GetObject",
                        "Resource": "arn:aws:s3:::acme-shared/*",
                    }
                ],
            }
        )
    ),
)  # undetermined: policy
