import pulumi_aws as aws

nightly = aws.cloudwatch.EventRule("nightly", schedule_expression="rate(1 day)")
ordered = aws.sqs.Queue("ordered", fifo_queue=True)
aws.cloudwatch.EventTarget("ordered", rule=nightly.name, arn=ordered.arn)
cluster = aws.ecs.Cluster("cluster")
events = "arn:aws:iam::123456789012:role/events"
aws.cloudwatch.EventTarget("no-task", rule=nightly.name, arn=cluster.arn, role_arn=events)  # finds: ecsTarget
aws.cloudwatch.EventTarget(
    "no-job", rule=nightly.name, role_arn=events, arn="arn:aws:batch:us-east-1:123456789012:job-queue/orders"
)  # finds: batchTarget
machine = aws.sfn.StateMachine(
    "orders",
    role_arn="arn:aws:iam::123456789012:role/orders",
    definition='{"StartAt": "Call", "States": {"Call": {"Type": "Pass", "End": true}}}',
)
aws.cloudwatch.EventTarget("no-role", rule=nightly.name, arn=machine.arn)  # finds: roleArn
aws.cloudwatch.EventTarget(
    "no-instances", rule=nightly.name, role_arn=events, arn="arn:aws:ssm:us-east-1:123456789012:document/patch"
)  # finds: runCommandTargets

stream = aws.kinesis.Stream("stream", shard_count=1)
aws.cloudwatch.EventTarget("to-stream", rule=nightly.name, arn=stream.arn)  # finds: roleArn

# finds ordered: sqsTarget
