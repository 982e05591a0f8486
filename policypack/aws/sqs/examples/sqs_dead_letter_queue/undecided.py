import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.sqs.Queue("orders", name="orders")  # undetermined: queueUrl
aws.sqs.RedrivePolicy("policy", queue_url=old.outputs["Queue"], redrive_policy='{"maxReceiveCount": 5}')
