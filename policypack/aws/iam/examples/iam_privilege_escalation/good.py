import json

import pulumi_aws as aws

launch = {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
one_role = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/orders"}
to_instances = {
    "Effect": "Allow",
    "Action": "iam:PassRole",
    "Resource": "*",
    "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
}
aws.iam.Policy("named", policy=json.dumps({"Version": "2012-10-17", "Statement": [launch, one_role]}))
aws.iam.Policy("confined", policy=json.dumps({"Version": "2012-10-17", "Statement": [launch, to_instances]}))
