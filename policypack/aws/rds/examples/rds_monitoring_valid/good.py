import json

import pulumi_aws as aws


def database(name, **arguments):
    aws.rds.Instance(
        name,
        engine="postgres",
        instance_class="db.m7g.large",
        username="orders",
        manage_master_user_password=True,
        allocated_storage=100,
        storage_type="gp3",
        **arguments,
    )


role = aws.iam.Role(
    "monitoring",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                }
            ],
        }
    ),
)
database("monitored", monitoring_interval=60, monitoring_role_arn=role.arn)
database("not-monitored", monitoring_interval=0)
database("three-months", performance_insights_enabled=True, performance_insights_retention_period=93)
aws.rds.Cluster(
    "advanced",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    database_insights_mode="advanced",
    performance_insights_enabled=True,
    performance_insights_retention_period=465,
)
