"""Telemetry: devices -> Kinesis -> Firehose -> S3, and events from S3 to whoever wants them."""
import json

import pulumi
import pulumi_aws as aws
from pulumi import Output

cfg = pulumi.Config()
stack = pulumi.get_stack()
me = aws.get_caller_identity()
here = aws.get_region_output()


def n(*parts):
    return "-".join(["telemetry", stack, *parts])


def trust(service):
    return aws.iam.get_policy_document_output(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                actions=["sts:AssumeRole"],
                principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="Service", identifiers=[service])],
            )
        ]
    ).json


class Defaults:
    tags = {"owner": "data-platform", "stack": stack}


key = aws.kms.Key(
    "telemetry",
    description="Telemetry at rest",
    enable_key_rotation=True,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Account",
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{me.account_id}:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                },
                {
                    "Sid": "Services",
                    "Effect": "Allow",
                    "Principal": {"Service": ["sns.amazonaws.com", "events.amazonaws.com", "s3.amazonaws.com"]},
                    "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                    "Resource": "*",
                },
            ],
        }
    ),
    tags=Defaults.tags,
)
aws.kms.Alias("telemetry", name=f"alias/{n('data')}", target_key_id=key.arn)
archive_key = aws.kms.Key("archive", deletion_window_in_days=30, tags=Defaults.tags)


class Lake(pulumi.ComponentResource):
    """A bucket as the data platform wants it."""

    def __init__(self, name, kms_key=None, events=False, days=None, opts=None):
        super().__init__("telemetry:index:Lake", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.bucket = aws.s3.Bucket(
            f"{name}-bucket", bucket=n(name, me.account_id), tags={**Defaults.tags, "lake": name}, opts=child
        )
        self.block = aws.s3.BucketPublicAccessBlock(
            f"{name}-block",
            bucket=self.bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=child,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-sse",
            bucket=self.bucket.bucket,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms" if kms_key else "AES256",
                        "kms_master_key_id": kms_key.arn if kms_key else None,
                    },
                    "bucket_key_enabled": kms_key is not None,
                }
            ],
            opts=child,
        )
        versioning = aws.s3.BucketVersioning(
            f"{name}-versioning",
            bucket=self.bucket.bucket,
            versioning_configuration={"status": "Enabled"},
            opts=child,
        )
        if days:
            aws.s3.BucketLifecycleConfiguration(
                f"{name}-lifecycle",
                bucket=self.bucket.bucket,
                rules=[
                    {
                        "id": "age",
                        "status": "Enabled",
                        "filter": {},
                        "transitions": [{"days": 30, "storage_class": "STANDARD_IA"}],
                        "noncurrent_version_expiration": {"noncurrent_days": 7},
                        "expiration": {"days": days},
                    }
                ],
                opts=pulumi.ResourceOptions(parent=self, depends_on=[versioning]),
            )
        self.register_outputs({"bucket": self.bucket.bucket})


raw = Lake("raw", key, days=400)
scratch = aws.s3.Bucket("scratch", bucket_prefix="telemetry-scratch-", force_destroy=True, tags=Defaults.tags)

# TLS only; goes with the block, which S3 refuses to change at the same time
aws.s3.BucketPolicy(
    "raw-tls",
    bucket=raw.bucket.id,
    policy=raw.bucket.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [arn, f"{arn}/*"],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ],
            }
        )
    ),
    opts=pulumi.ResourceOptions(depends_on=[raw]),
)

firehose_role = aws.iam.Role("firehose", name=n("firehose"), assume_role_policy=trust("firehose.amazonaws.com"), tags=Defaults.tags)
firehose_log = aws.cloudwatch.LogGroup("firehose", name=f"/aws/kinesisfirehose/{n()}", retention_in_days=14, tags=Defaults.tags)

streams = {}
for source in cfg.require_object("sources"):
    name = source["name"]
    stream = streams[name] = aws.kinesis.Stream(
        name,
        name=n(name),
        shard_count=source["shards"],
        retention_period=source["retention"],
        encryption_type="KMS",
        kms_key_id=key.arn,
        tags=Defaults.tags,
    )
    access = aws.iam.RolePolicy(
        f"firehose-{name}",
        name=f"read-{name}",
        role=firehose_role.name,
        policy=aws.iam.get_policy_document_output(
            statements=[
                {"actions": ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords"], "resources": [stream.arn]},
                {"actions": ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetBucketLocation"], "resources": [raw.bucket.arn, Output.concat(raw.bucket.arn, "/*")]},
                {"actions": ["kms:GenerateDataKey", "kms:Decrypt"], "resources": [key.arn]},
            ]
        ).json,
    )
    log_stream = aws.cloudwatch.LogStream(f"firehose-{name}", name=name, log_group_name=firehose_log.name)
    aws.kinesis.FirehoseDeliveryStream(
        name,
        name=n(name),
        destination="extended_s3",
        kinesis_source_configuration={"kinesis_stream_arn": stream.arn, "role_arn": firehose_role.arn},
        extended_s3_configuration={
            "role_arn": firehose_role.arn,
            "bucket_arn": raw.bucket.arn,
            "prefix": f"{name}/!{{timestamp:yyyy/MM/dd/HH}}/",
            "error_output_prefix": f"errors/{name}/!{{firehose:error-output-type}}/",
            "buffering_size": 64,
            "buffering_interval": 300,
            "compression_format": "GZIP",
            "cloudwatch_logging_options": {
                "enabled": True,
                "log_group_name": firehose_log.name,
                "log_stream_name": log_stream.name,
            },
        },
        tags=Defaults.tags,
        opts=pulumi.ResourceOptions(depends_on=[access]),
    )

# ---- fan-out of new objects
topic = aws.sns.Topic("objects", name=n("objects"), kms_master_key_id=key.id, tags=Defaults.tags)
topic_policy = aws.sns.TopicPolicy(
    "objects",
    arn=topic.arn,
    policy=aws.iam.get_policy_document_output(
        statements=[
            {
                "actions": ["sns:Publish"],
                "resources": [topic.arn],
                "principals": [{"type": "Service", "identifiers": ["s3.amazonaws.com", "events.amazonaws.com"]}],
            }
        ]
    ).json,
)
aws.s3.BucketNotification(
    "raw",
    bucket=raw.bucket.id,
    topics=[{"topic_arn": topic.arn, "events": ["s3:ObjectCreated:*"], "filter_suffix": ".gz"}],
    opts=pulumi.ResourceOptions(depends_on=[topic_policy]),
)
aws.sns.TopicSubscription("email", topic=topic.arn, protocol="email", endpoint=cfg.require("alertEmail"))

for consumer in ("billing", "forecast"):
    dlq = aws.sqs.Queue(f"{consumer}-dlq", name=n(consumer, "dlq"), sqs_managed_sse_enabled=True, tags=Defaults.tags)
    queue = aws.sqs.Queue(
        consumer,
        name=n(consumer),
        sqs_managed_sse_enabled=True,
        redrive_policy=dlq.arn.apply(lambda arn: json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})),
        tags=Defaults.tags,
    )
    aws.sqs.QueuePolicy(
        consumer,
        queue_url=queue.url,
        policy=Output.all(queue=queue.arn, topic=topic.arn).apply(
            lambda arns: json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "sns.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": arns["queue"],
                            "Condition": {"ArnEquals": {"aws:SourceArn": arns["topic"]}},
                        }
                    ],
                }
            )
        ),
    )
    aws.sns.TopicSubscription(
        consumer,
        topic=topic.arn,
        protocol="sqs",
        endpoint=queue.arn,
        filter_policy_scope="MessageBody",
        filter_policy=json.dumps({"Records": {"s3": {"object": {"key": [{"prefix": f"{consumer}/"}]}}}}),
    )

# ---- bus, rules, and a function that cleans up
bus = aws.cloudwatch.EventBus("devices", name=n("devices"), tags=Defaults.tags)
aws.cloudwatch.EventArchive("devices", name=n("devices"), event_source_arn=bus.arn, retention_days=30)
offline = aws.cloudwatch.EventRule(
    "offline",
    name=n("offline"),
    event_bus_name=bus.name,
    event_pattern=json.dumps({"source": ["devices"], "detail-type": ["Disconnected"], "detail": {"minutes": [{"numeric": [">", 30]}]}}),
    tags=Defaults.tags,
)
aws.cloudwatch.EventTarget(
    "offline",
    rule=offline.name,
    event_bus_name=bus.name,
    arn=topic.arn,
    input_transformer={"input_paths": {"id": "$.detail.id"}, "input_template": '"<id> is offline"'},
)
nightly = aws.cloudwatch.EventRule("nightly", schedule_expression="cron(15 2 * * ? *)", tags=Defaults.tags)

cleaner_role = aws.iam.Role(
    "cleaner",
    name=n("cleaner"),
    assume_role_policy=trust("lambda.amazonaws.com"),
    managed_policy_arns=[aws.iam.ManagedPolicy.AWS_LAMBDA_BASIC_EXECUTION_ROLE],
    tags=Defaults.tags,
)
cleaner = aws.lambda_.Function(
    "cleaner",
    name=n("cleaner"),
    runtime="python3.13",
    handler="index.handler",
    code=pulumi.FileArchive("handler"),
    role=cleaner_role.arn,
    timeout=60,
    tags=Defaults.tags,
)
aws.cloudwatch.EventTarget("nightly", rule=nightly.name, arn=cleaner.arn)
aws.lambda_.Permission(
    "nightly", action="lambda:InvokeFunction", function=cleaner.name, principal="events.amazonaws.com", source_arn=nightly.arn
)
aws.lambda_.Permission(
    "scratch", action="lambda:InvokeFunction", function=cleaner.name, principal="s3.amazonaws.com", source_arn=scratch.arn
)
aws.s3.BucketNotification(
    "scratch",
    bucket=scratch.id,
    lambda_functions=[{"lambda_function_arn": cleaner.arn, "events": ["s3:ObjectCreated:*"], "filter_prefix": "tmp/"}],
)

pulumi.export("streams", {name: stream.arn for name, stream in streams.items()})
pulumi.export("lake", raw.bucket.bucket)
pulumi.export("topic", topic.arn)
pulumi.export("bus", bus.arn)
pulumi.export("region", here.region)
