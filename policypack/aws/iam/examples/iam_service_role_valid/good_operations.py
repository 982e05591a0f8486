"""Data and monitoring, each with a role that trusts its service"""

import json

import pulumi_aws as aws

WRITES_LOGS = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}
)


def role(service, **more):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust), **more)


aws.rds.Instance(
    "monitoring-rds-trusted",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=20,
    username="orders",
    manage_master_user_password=True,
    monitoring_interval=60,
    monitoring_role_arn=role("monitoring.rds.amazonaws.com").arn,
)
aws.glue.Crawler(
    "glue-trusted",
    database_name="orders",
    role=role("glue.amazonaws.com").arn,
    s3_targets=[{"path": "s3://acme-orders"}],
)
aws.sagemaker.NotebookInstance(
    "sagemaker-trusted", instance_type="ml.t3.medium", role_arn=role("sagemaker.amazonaws.com").arn
)
aws.backup.Selection("backup-trusted", plan_id="orders", iam_role_arn=role("backup.amazonaws.com").arn, resources=["*"])
aws.cloudtrail.Trail(
    "cloudtrail-trusted",
    s3_bucket_name="acme-trail",
    cloud_watch_logs_group_arn="arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
    cloud_watch_logs_role_arn=role(
        "cloudtrail.amazonaws.com", inline_policies=[{"name": "logs", "policy": WRITES_LOGS}]
    ).arn,
)
aws.ec2.FlowLog(
    "vpc-flow-logs-trusted",
    vpc_id="vpc-0a1",
    traffic_type="ALL",
    log_destination="arn:aws:logs:us-east-1:123456789012:log-group:flows",
    iam_role_arn=role("vpc-flow-logs.amazonaws.com").arn,
)
aws.cfg.Recorder("config-trusted", role_arn=role("config.amazonaws.com").arn)
