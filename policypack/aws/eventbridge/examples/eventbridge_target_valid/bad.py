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


def of_function(logical, **block):
    aws.cloudwatch.EventTarget(
        logical, rule=nightly.name, arn="arn:aws:lambda:us-east-1:123456789012:function:orders", **block
    )


of_function(
    "task-of-function",
    ecs_target={"task_definition_arn": "arn:aws:ecs:us-east-1:123456789012:task-definition/orders"},
)
of_function("key-of-function", kinesis_target={"partition_key_path": "$.detail.id"})
of_function("job-of-function", batch_target={"job_definition": "orders", "job_name": "orders"})
of_function("headers-of-function", http_target={"header_parameters": {"X-Kind": "orders"}})
of_function("statement-of-function", redshift_target={"database": "orders", "sql": "SELECT 1"})
of_function("instances-of-function", run_command_targets=[{"key": "tag:Kind", "values": ["orders"]}])
of_function("pipeline-of-function", sagemaker_pipeline_target={"pipeline_parameter_lists": []})
of_function("operation-of-function", appsync_target={"graphql_operation": "mutation { count }"})

# finds task-of-function: ecsTarget
# finds key-of-function: kinesisTarget
# finds job-of-function: batchTarget
# finds headers-of-function: httpTarget
# finds statement-of-function: redshiftTarget
# finds instances-of-function: runCommandTargets
# finds pipeline-of-function: sagemakerPipelineTarget
# finds operation-of-function: appsyncTarget
# finds ordered: sqsTarget
