import pulumi
import pulumi_aws as aws

from tagging import register_auto_tags

register_auto_tags({"service": pulumi.get_project(), "stage": pulumi.get_stack()})

from functions import allow, config, make_function, prefix  # noqa: E402

# --- state
table = aws.dynamodb.Table(
    "orders",
    name=f"{prefix}-orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="customer",
    range_key="id",
    attributes=[{"name": "customer", "type": "S"}, {"name": "id", "type": "S"}, {"name": "status", "type": "S"}],
    global_secondary_indexes=[{"name": "by-status", "hash_key": "status", "projection_type": "KEYS_ONLY"}],
    point_in_time_recovery={"enabled": True},
    server_side_encryption={"enabled": True},
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    ttl={"attribute_name": "expires", "enabled": True},
)

dead = aws.sqs.Queue("dead", name=f"{prefix}-dead.fifo", fifo_queue=True, message_retention_seconds=1209600)
queue = aws.sqs.Queue(
    "work",
    name=f"{prefix}-work.fifo",
    fifo_queue=True,
    content_based_deduplication=True,
    visibility_timeout_seconds=180,
    redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}),
)
jobs = aws.sqs.Queue("jobs", visibility_timeout_seconds=60)

# --- code
create = make_function(
    "create-order",
    [allow(["dynamodb:PutItem"], table.arn), allow("sqs:SendMessage", queue.arn)],
    {"TABLE": table.name, "QUEUE": queue.url},
)
read = make_function(
    "read-order",
    [allow(["dynamodb:GetItem", "dynamodb:Query"], table.arn, pulumi.Output.concat(table.arn, "/index/*"))],
    {"TABLE": table.name},
)
worker = make_function(
    "worker",
    [
        allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.arn, jobs.arn),
        allow("dynamodb:UpdateItem", table.arn),
    ],
    {"TABLE": table.name, "LEGACY_HOST": "orders.internal"},
    timeout=30,
    vpc=True,
)
for name, source in {"work": queue, "jobs": jobs}.items():
    aws.lambda_.EventSourceMapping(
        f"{name}-to-worker", event_source_arn=source.arn, function_name=worker.name, batch_size=10
    )

# --- the old database, which the worker still writes to
aws.ssm.Parameter(
    "legacy-db-password",
    name=f"/{prefix}/legacy-db/password",
    type="SecureString",
    value=config.require_secret("legacyDbPassword"),
)
aws.ssm.Parameter(
    "partner-db-password", name=f"/{prefix}/partner-db/password", type="SecureString", value="Sommer2024!partner"
)
aws.ssm.Parameter("legacy-db-user", name=f"/{prefix}/legacy-db/user", type="String", value="orders")

# --- HTTP
api = aws.apigatewayv2.Api(
    "api",
    name=prefix,
    protocol_type="HTTP",
    cors_configuration={"allow_origins": ["https://shop.example.net"], "allow_methods": ["*"], "max_age": 300},
)
for route, function in (("POST /orders", create), ("GET /orders/{id}", read), ("GET /orders", read)):
    slug = route.lower().replace(" ", "-").replace("/", "-").replace("{", "").replace("}", "")
    integration = aws.apigatewayv2.Integration(
        f"{slug}-integration",
        api_id=api.id,
        integration_type="AWS_PROXY",
        integration_uri=function.invoke_arn,
        payload_format_version="2.0",
    )
    aws.apigatewayv2.Route(
        f"{slug}-route", api_id=api.id, route_key=route, target=integration.id.apply(lambda i: f"integrations/{i}")
    )
    aws.lambda_.Permission(
        f"{slug}-permission",
        action="lambda:InvokeFunction",
        function=function.name,
        principal="apigateway.amazonaws.com",
        source_arn=pulumi.Output.concat(api.execution_arn, "/*/*"),
    )

access_log = aws.cloudwatch.LogGroup("access-log", name=f"/aws/apigateway/{prefix}", retention_in_days=90)
stage = aws.apigatewayv2.Stage(
    "default",
    api_id=api.id,
    name="$default",
    auto_deploy=True,
    access_log_settings={
        "destination_arn": access_log.arn,
        "format": '{"requestId":"$context.requestId","status":"$context.status","path":"$context.path"}',
    },
)

# --- alarms
alerts = aws.sns.Topic("alerts", name=f"{prefix}-alerts", kms_master_key_id="alias/aws/sns")
aws.cloudwatch.MetricAlarm(
    "dead-letters",
    name=f"{prefix}-dead-letters",
    namespace="AWS/SQS",
    metric_name="ApproximateNumberOfMessagesVisible",
    dimensions={"QueueName": dead.name},
    statistic="Maximum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    alarm_actions=[alerts.arn],
)

pulumi.export("url", stage.invoke_url)
pulumi.export("table", {"name": table.name, "arn": table.arn, "stream": table.stream_arn})
pulumi.export("queues", [queue.url, jobs.url, dead.url])
pulumi.export("alerts", alerts.arn)
