import pulumi
import pulumi_aws as aws


def document(action, resource, *services):
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
        "Action": action,
        "Resource": resource,
    }
    own = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    statements = [own, statement] if action.startswith("kms:") else [statement]
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": statements})


bucket, queue, topic = aws.s3.Bucket("orders"), aws.sqs.Queue("orders"), aws.sns.Topic("orders")
key = aws.kms.Key("orders", description="orders")
key_policy = aws.kms.KeyPolicy(
    "orders", key_id=key.id, policy=document("kms:GenerateDataKey*", "*", "cloudtrail", "guardduty")
)
function = aws.lambda_.Function(
    "orders",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.14",
    handler="main.handler",
    code=pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): pass")}),
)
opened = pulumi.ResourceOptions(
    depends_on=[
        key_policy,
        aws.s3.BucketPolicy(
            "orders",
            bucket=bucket.id,
            policy=document(
                "s3:*", [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")], "cloudtrail", "ses", "guardduty"
            ),
        ),
        aws.sqs.QueuePolicy("orders", queue_url=queue.id, policy=document("sqs:SendMessage", queue.arn, "s3")),
        aws.sns.TopicPolicy("orders", arn=topic.arn, policy=document("sns:Publish", topic.arn, "s3", "cloudtrail")),
        *(
            aws.lambda_.Permission(service, function=function.name, action="lambda:InvokeFunction", principal=principal)
            for service, principal in (
                ("s3", "s3.amazonaws.com"),
                ("logs", "logs.us-east-1.amazonaws.com"),
                ("ses", "ses.amazonaws.com"),
                ("config", "config.amazonaws.com"),
            )
        ),
    ]
)
created = ["s3:ObjectCreated:*"]
aws.s3.BucketNotification(
    "queue-open", bucket=bucket.id, queues=[{"queue_arn": queue.arn, "events": created}], opts=opened
)
aws.s3.BucketNotification(
    "topic-open", bucket=bucket.id, topics=[{"topic_arn": topic.arn, "events": created}], opts=opened
)
aws.s3.BucketNotification(
    "function-open",
    bucket=bucket.id,
    lambda_functions=[{"lambda_function_arn": function.arn, "events": created}],
    opts=opened,
)
aws.cloudtrail.Trail("trail-bucket-open", s3_bucket_name=bucket.id, opts=opened)
aws.cloudtrail.Trail("trail-key-open", s3_bucket_name="trail", kms_key_id=key.arn, opts=opened)
aws.cloudtrail.Trail("trail-topic-open", s3_bucket_name="trail", sns_topic_name=topic.arn, opts=opened)
aws.cloudwatch.LogSubscriptionFilter(
    "logs-function-open", log_group="/orders", filter_pattern="", destination_arn=function.arn, opts=opened
)
aws.ses.ReceiptRule(
    "mail-bucket-open", rule_set_name="orders", s3_actions=[{"bucket_name": bucket.bucket, "position": 1}], opts=opened
)
aws.ses.ReceiptRule(
    "mail-function-open",
    rule_set_name="orders",
    lambda_actions=[{"function_arn": function.arn, "position": 1}],
    opts=opened,
)
aws.ses.ReceiptRule(
    "mail-role",
    rule_set_name="orders",
    s3_actions=[
        {
            "bucket_name": aws.s3.Bucket("mail").bucket,
            "iam_role_arn": "arn:aws:iam::123456789012:role/mail",
            "position": 1,
        }
    ],
)
notified = [{"message_type": "ConfigurationItemChangeNotification"}]
aws.cfg.Rule(
    "config-function-open",
    source={"owner": "CUSTOM_LAMBDA", "source_identifier": function.arn, "source_details": notified},
    opts=opened,
)
aws.guardduty.PublishingDestination(
    "findings-bucket-open",
    detector_id="12abc34d567e8fa901bc2d34e56789f0",
    destination_arn=bucket.arn,
    kms_key_arn="arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    opts=opened,
)
aws.guardduty.PublishingDestination(
    "findings-key-open",
    detector_id="12abc34d567e8fa901bc2d34e56789f0",
    destination_arn="arn:aws:s3:::findings",
    kms_key_arn=key.arn,
    opts=opened,
)
aws.s3.BucketNotification(
    "elsewhere",
    bucket="orders",
    queues=[{"queue_arn": "arn:aws:sqs:us-east-1:123456789012:orders", "events": created}],
)
