import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sqs.Queue(
    "orders",
    redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": old.outputs["DeadLetters"], "maxReceiveCount": 5}),
)  # undetermined: redrivePolicy
