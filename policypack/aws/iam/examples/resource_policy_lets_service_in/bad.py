import pulumi
import pulumi_aws as aws

bucket, queue, topic = aws.s3.Bucket("orders"), aws.sqs.Queue("orders"), aws.sns.Topic("orders")
key = aws.kms.Key("orders", description="orders")
function = aws.lambda_.Function(
    "orders",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.14",
    handler="main.handler",
    code=pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): pass")}),
)
created = ["s3:ObjectCreated:*"]
aws.s3.BucketNotification("queue-closed", bucket=bucket.id, queues=[{"queue_arn": queue.arn, "events": created}])
aws.s3.BucketNotification("topic-closed", bucket=bucket.id, topics=[{"topic_arn": topic.arn, "events": created}])
aws.s3.BucketNotification(
    "function-closed",
    bucket=bucket.id,
    lambda_functions=[{"lambda_function_arn": function.arn, "events": created}],
)
aws.cloudtrail.Trail("trail-bucket-closed", s3_bucket_name=bucket.id)
aws.cloudtrail.Trail("trail-key-closed", s3_bucket_name="trail", kms_key_id=key.arn)
aws.cloudtrail.Trail("trail-topic-closed", s3_bucket_name="trail", sns_topic_name=topic.arn)
aws.cloudwatch.LogSubscriptionFilter(
    "logs-function-closed", log_group="/orders", filter_pattern="", destination_arn=function.arn
)
aws.ses.ReceiptRule(
    "mail-bucket-closed", rule_set_name="orders", s3_actions=[{"bucket_name": bucket.bucket, "position": 1}]
)
aws.ses.ReceiptRule(
    "mail-function-closed", rule_set_name="orders", lambda_actions=[{"function_arn": function.arn, "position": 1}]
)
notified = [{"message_type": "ConfigurationItemChangeNotification"}]
aws.cfg.Rule(
    "config-function-closed",
    source={"owner": "CUSTOM_LAMBDA", "source_identifier": function.arn, "source_details": notified},
)
aws.guardduty.PublishingDestination(
    "findings-bucket-closed",
    detector_id="12abc34d567e8fa901bc2d34e56789f0",
    destination_arn=bucket.arn,
    kms_key_arn="arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
)
aws.guardduty.PublishingDestination(
    "findings-key-closed",
    detector_id="12abc34d567e8fa901bc2d34e56789f0",
    destination_arn="arn:aws:s3:::findings",
    kms_key_arn=key.arn,
)

# finds queue-closed: queues
# finds topic-closed: topics
# finds function-closed: lambdaFunctions
# finds trail-bucket-closed: s3BucketName
# finds trail-key-closed: kmsKeyId
# finds trail-topic-closed: snsTopicName
# finds logs-function-closed: destinationArn
# finds mail-bucket-closed: s3Actions
# finds mail-function-closed: lambdaActions
# finds config-function-closed: source
# finds findings-bucket-closed: destinationArn
# finds findings-key-closed: kmsKeyArn
