import pulumi_aws as aws

nightly = aws.cloudwatch.EventRule("nightly", schedule_expression="rate(1 day)")
ordered = aws.sqs.Queue("ordered", fifo_queue=True)
aws.cloudwatch.EventTarget("ordered", rule=nightly.name, arn=ordered.arn)
cluster = aws.ecs.Cluster("cluster")
aws.cloudwatch.EventTarget("no-task", rule=nightly.name, arn=cluster.arn)  # finds: ecsTarget
aws.cloudwatch.EventTarget(
    "no-job", rule=nightly.name, arn="arn:aws:batch:us-east-1:123456789012:job-queue/orders"
)  # finds: batchTarget

# finds ordered: sqsTarget
