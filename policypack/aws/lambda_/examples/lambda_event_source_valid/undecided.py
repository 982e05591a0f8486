import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.EventSourceMapping(
    "orders", event_source_arn=old.outputs["Queue"], function_name="orders", batch_size=100
)  # undetermined: eventSourceArn
