import json

import pulumi_aws as aws

here = "us-east-1:123456789012"


def subscribe(name, policy=None, protocol="sqs", **more):
    aws.sns.TopicSubscription(
        name,
        topic=f"arn:aws:sns:{here}:orders",
        protocol=protocol,
        endpoint=f"arn:aws:{protocol}:{here}:orders",
        filter_policy=None if policy is None else json.dumps(policy),
        **more,
    )


subscribe("raw-queue", raw_message_delivery=True)
subscribe("cooked-lambda", protocol="lambda", raw_message_delivery=False)
delivery = aws.iam.Role(
    "delivery",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
subscribe("role", protocol="firehose", subscription_role_arn=delivery.arn)
subscribe("five", {f"key-{index}": ["yes", {"prefix": "no"}] for index in range(5)})
subscribe("body", {"order": {"kind": ["new"]}}, filter_policy_scope="MessageBody")
subscribe("either", {"$or": [{"kind": ["new"]}, {"size": [{"numeric": [">", 100]}]}]})
