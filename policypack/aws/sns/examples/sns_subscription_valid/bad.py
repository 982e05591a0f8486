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


subscribe("raw-lambda", protocol="lambda", raw_message_delivery=True)
subscribe("no-role", protocol="firehose")
subscribe("scalar", {"kind": "order"})
subscribe("empty", {"kind": []})
subscribe("six", {f"key-{index}": ["yes"] for index in range(6)})
subscribe("nested", {"order": {"kind": ["new"]}})

# finds raw-lambda: rawMessageDelivery
# finds no-role: subscriptionRoleArn
# finds scalar: filterPolicy
# finds empty: filterPolicy
# finds six: filterPolicy
# finds nested: filterPolicy
