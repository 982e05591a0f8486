import pulumi_aws as aws

common = {"rule": "uploads", "arn": "arn:aws:sns:us-east-1:123456789012:orders"}
aws.cloudwatch.EventTarget("word", **common, input="nightly")  # finds: input
aws.cloudwatch.EventTarget(
    "undefined",
    **common,
    input_transformer={
        "input_paths": {"key": "$.detail.object.key"},
        "input_template": '{"key": "<key>", "size": "<size>"}',
    },
)  # finds: inputTransformer.inputTemplate
