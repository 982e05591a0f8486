import pulumi_aws as aws

nightly = aws.cloudwatch.EventRule("nightly", schedule_expression="rate(1 day)")
ordered, standard = aws.sqs.Queue("ordered", fifo_queue=True), aws.sqs.Queue("standard")
aws.cloudwatch.EventTarget("grouped", rule=nightly.name, arn=ordered.arn, sqs_target={"message_group_id": "orders"})
aws.cloudwatch.EventTarget("standard", rule=nightly.name, arn=standard.arn)
topic = aws.sns.Topic("topic")
aws.cloudwatch.EventTarget("topic", rule=nightly.name, arn=topic.arn)
cluster = aws.ecs.Cluster("cluster")
aws.cloudwatch.EventTarget(
    "task",
    rule=nightly.name,
    arn=cluster.arn,
    role_arn="arn:aws:iam::123456789012:role/events",
    ecs_target={"task_definition_arn": "arn:aws:ecs:us-east-1:123456789012:task-definition/orders"},
)
aws.cloudwatch.EventTarget(
    "job",
    rule=nightly.name,
    role_arn="arn:aws:iam::123456789012:role/events",
    arn="arn:aws:batch:us-east-1:123456789012:job-queue/orders",
    batch_target={"job_name": "orders", "job_definition": "orders"},
)
aws.cloudwatch.EventTarget(
    "role",
    rule=nightly.name,
    arn="arn:aws:states:us-east-1:123456789012:stateMachine:orders",
    role_arn="arn:aws:iam::123456789012:role/events",
)
aws.cloudwatch.EventTarget(
    "instances",
    rule=nightly.name,
    arn="arn:aws:ssm:us-east-1:123456789012:document/patch",
    role_arn="arn:aws:iam::123456789012:role/events",
    run_command_targets=[{"key": "tag:Role", "values": ["web"]}],
)
