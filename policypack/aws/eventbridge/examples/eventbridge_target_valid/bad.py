import pulumi_aws as aws

nightly = aws.cloudwatch.EventRule("nightly", schedule_expression="rate(1 day)")
ordered = aws.sqs.Queue("ordered", fifo_queue=True)
aws.cloudwatch.EventTarget("ordered", rule=nightly.name, arn=ordered.arn)
cluster = aws.ecs.Cluster("cluster")
aws.cloudwatch.EventTarget("no-task", rule=nightly.name, arn=cluster.arn)  # finds: ecsTarget
aws.cloudwatch.EventTarget(
    "no-job", rule=nightly.name, arn="arn:aws:batch:us-east-1:123456789012:job-queue/orders"
)  # finds: batchTarget
machine = aws.sfn.StateMachine(
    "orders",
    role_arn="arn:aws:iam::123456789012:role/orders",
    definition='{"StartAt": "Call", "States": {"Call": {"Type": "Pass", "End": true}}}',
)
aws.cloudwatch.EventTarget("no-role", rule=nightly.name, arn=machine.arn)  # finds: roleArn
aws.cloudwatch.EventTarget(
    "no-instances", rule=nightly.name, arn="arn:aws:ssm:us-east-1:123456789012:document/patch"
)  # finds: runCommandTargets

# finds ordered: sqsTarget
