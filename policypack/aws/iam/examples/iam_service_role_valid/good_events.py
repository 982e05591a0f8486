"""Functions, events and messages, each with a role that trusts its service"""

import json

import pulumi_aws as aws

WRITES_LOGS = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}
)


def role(service, **more):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust), **more)


aws.lambda_.Function(
    "lambda-trusted",
    role=role("lambda.amazonaws.com").arn,
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
)
done = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
aws.sfn.StateMachine("states-trusted", role_arn=role("states.amazonaws.com").arn, definition=json.dumps(done))
aws.cloudwatch.EventTarget(
    "events-trusted",
    rule="orders",
    arn="arn:aws:states:us-east-1:123456789012:stateMachine:orders",
    role_arn=role("events.amazonaws.com").arn,
)
aws.scheduler.Schedule(
    "scheduler-trusted",
    schedule_expression="rate(1 hour)",
    flexible_time_window={"mode": "OFF"},
    target={"arn": "arn:aws:sqs:us-east-1:123456789012:orders", "role_arn": role("scheduler.amazonaws.com").arn},
)
aws.kinesis.FirehoseDeliveryStream(
    "firehose-trusted",
    destination="extended_s3",
    extended_s3_configuration={
        "bucket_arn": "arn:aws:s3:::acme-orders",
        "role_arn": role("firehose.amazonaws.com").arn,
    },
)
aws.cloudwatch.LogSubscriptionFilter(
    "logs-trusted",
    log_group="/orders/trusted",
    filter_pattern="",
    destination_arn="arn:aws:firehose:us-east-1:123456789012:deliverystream/orders",
    role_arn=role("logs.us-east-1.amazonaws.com").arn,
)
aws.apigateway.Account(
    "apigateway-trusted",
    cloudwatch_role_arn=role("apigateway.amazonaws.com", inline_policies=[{"name": "logs", "policy": WRITES_LOGS}]).arn,
)
aws.cognito.UserPool(
    "cognito-idp-trusted",
    sms_configuration={"external_id": "orders", "sns_caller_arn": role("cognito-idp.amazonaws.com").arn},
)
