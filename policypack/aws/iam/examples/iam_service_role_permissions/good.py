import json

import pulumi
import pulumi_aws as aws

CODE = pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): pass")})
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/orders:*"


def role(logical, service, *actions):
    trust = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    made = aws.iam.Role(logical, assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
    statement = {"Effect": "Allow", "Action": ["s3:GetObject", *actions], "Resource": "*"}
    aws.iam.RolePolicy(logical, role=made.name, policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    return made.arn


def function(logical, *actions, **more):
    return aws.lambda_.Function(
        logical,
        role=role(logical, "lambda", *actions),
        runtime="python3.14",
        handler="main.handler",
        code=CODE,
        **more,
    )


queue, topic = aws.sqs.Queue("queue"), aws.sns.Topic("topic")
function(
    "in-vpc-allowed",
    "ec2:CreateNetworkInterface",
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
function("dead-letter-queue-allowed", "sqs:SendMessage", dead_letter_config={"target_arn": queue.arn})
function("dead-letter-topic-allowed", "sns:Publish", dead_letter_config={"target_arn": topic.arn})
sources = {
    "queue-allowed": ("arn:aws:sqs:us-east-1:123456789012:orders", "sqs:*"),
    "stream-allowed": ("arn:aws:kinesis:us-east-1:123456789012:stream/orders", "kinesis:Get*"),
    "table-stream-allowed": ("arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/1", "dynamodb:*"),
}
for logical, (source, action) in sources.items():
    reader = function(f"{logical}-function", action)
    position = None if ":sqs:" in source else "LATEST"
    aws.lambda_.EventSourceMapping(
        logical, event_source_arn=source, function_name=reader.arn, starting_position=position
    )
aws.lambda_.FunctionEventInvokeConfig(
    "failures-allowed",
    function_name=function("failing", "sqs:SendMessage").name,
    destination_config={"on_failure": {"destination": queue.arn}},
)
aws.codebuild.Project(
    "build-in-vpc-allowed",
    service_role=role("build", "codebuild", "ec2:Describe*"),
    artifacts={"type": "NO_ARTIFACTS"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        "type": "LINUX_CONTAINER",
    },
    source={"type": "GITHUB", "location": "https://github.com/acme/orders.git"},
    vpc_config={"vpc_id": "vpc-1", "subnets": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
aws.sfn.StateMachine(
    "logged-allowed",
    role_arn=role("machine", "states", "logs:CreateLogDelivery"),
    definition=json.dumps({"StartAt": "Call", "States": {"Call": {"Type": "Pass", "End": True}}}),
    logging_configuration={"level": "ALL", "log_destination": GROUP},
)
aws.apigateway.Account("api-logs-allowed", cloudwatch_role_arn=role("api", "apigateway", "logs:*"))
aws.cloudtrail.Trail(
    "trail-logs-allowed",
    s3_bucket_name="trail",
    cloud_watch_logs_group_arn=GROUP,
    cloud_watch_logs_role_arn=role("trail", "cloudtrail", "logs:CreateLogStream", "logs:PutLogEvents"),
)
function("no-vpc")
aws.lambda_.Function(
    "elsewhere",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.14",
    handler="main.handler",
    code=CODE,
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
