"""Data and monitoring with a role that EC2 assumes"""

import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


instances = role("ec2.amazonaws.com")
aws.rds.Instance(
    "monitoring-rds-untrusted",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=20,
    username="orders",
    manage_master_user_password=True,
    monitoring_interval=60,
    monitoring_role_arn=instances.arn,
)
aws.glue.Crawler(
    "glue-untrusted", database_name="orders", role=instances.arn, s3_targets=[{"path": "s3://acme-orders"}]
)
aws.sagemaker.NotebookInstance("sagemaker-untrusted", instance_type="ml.t3.medium", role_arn=instances.arn)
aws.backup.Selection("backup-untrusted", plan_id="orders", iam_role_arn=instances.arn, resources=["*"])
aws.cloudtrail.Trail(
    "cloudtrail-untrusted",
    s3_bucket_name="acme-trail",
    cloud_watch_logs_group_arn="arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
    cloud_watch_logs_role_arn=instances.arn,
)
aws.ec2.FlowLog(
    "vpc-flow-logs-untrusted",
    vpc_id="vpc-0a1",
    traffic_type="ALL",
    log_destination="arn:aws:logs:us-east-1:123456789012:log-group:flows",
    iam_role_arn=instances.arn,
)
aws.cfg.Recorder("config-untrusted", role_arn=instances.arn)

# finds monitoring-rds-untrusted: monitoringRoleArn
# finds glue-untrusted: role
# finds sagemaker-untrusted: roleArn
# finds backup-untrusted: iamRoleArn
# finds cloudtrail-untrusted: cloudWatchLogsRoleArn
# finds vpc-flow-logs-untrusted: iamRoleArn
# finds config-untrusted: roleArn
