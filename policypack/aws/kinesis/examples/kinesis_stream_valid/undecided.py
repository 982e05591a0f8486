import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.kinesis.Stream("orders", name=old.outputs["Name"], shard_count=1)  # undetermined: name
