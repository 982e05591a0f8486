import json

import pulumi_aws as aws

common = {"rule": "uploads", "arn": "arn:aws:sns:us-east-1:123456789012:orders"}
aws.cloudwatch.EventTarget("plain", **common)
aws.cloudwatch.EventTarget("quoted", **common, input='"nightly"')
aws.cloudwatch.EventTarget("object", **common, input=json.dumps({"kind": "nightly"}))
aws.cloudwatch.EventTarget(
    "defined",
    **common,
    input_transformer={
        "input_paths": {"key": "$.detail.object.key"},
        "input_template": '"<key> by <aws.events.rule-name>"',
    },
)
