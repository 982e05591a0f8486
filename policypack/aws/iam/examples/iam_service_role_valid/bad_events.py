"""Functions, events and messages with a role that another service assumes"""

import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


instances = role("ec2.amazonaws.com")
aws.lambda_.Function(
    "lambda-untrusted",
    role=instances.arn,
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
)
aws.lambda_.Function(
    "named",
    role="orders",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
)
done = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
aws.sfn.StateMachine("states-untrusted", role_arn=instances.arn, definition=json.dumps(done))
aws.cloudwatch.EventTarget(
    "events-untrusted",
    rule="orders",
    arn="arn:aws:states:us-east-1:123456789012:stateMachine:orders",
    role_arn=instances.arn,
)
aws.scheduler.Schedule(
    "scheduler-untrusted",
    schedule_expression="rate(1 hour)",
    flexible_time_window={"mode": "OFF"},
    target={"arn": "arn:aws:sqs:us-east-1:123456789012:orders", "role_arn": instances.arn},
)
aws.kinesis.FirehoseDeliveryStream(
    "firehose-untrusted",
    destination="extended_s3",
    extended_s3_configuration={"bucket_arn": "arn:aws:s3:::acme-orders", "role_arn": instances.arn},
)
aws.cloudwatch.LogSubscriptionFilter(
    "logs-untrusted",
    log_group="/orders/untrusted",
    filter_pattern="",
    destination_arn="arn:aws:firehose:us-east-1:123456789012:deliverystream/orders",
    role_arn=instances.arn,
)
aws.apigateway.Account("apigateway-untrusted", cloudwatch_role_arn=instances.arn)
aws.cognito.UserPool(
    "cognito-idp-untrusted", sms_configuration={"external_id": "orders", "sns_caller_arn": instances.arn}
)

# finds lambda-untrusted: role
# finds named: role
# finds states-untrusted: roleArn
# finds events-untrusted: roleArn
# finds scheduler-untrusted: target.roleArn
# finds firehose-untrusted: extendedS3Configuration.roleArn
# finds logs-untrusted: roleArn
# finds apigateway-untrusted: cloudwatchRoleArn
# finds cognito-idp-untrusted: smsConfiguration.snsCallerArn
