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


role = "arn:aws:iam::123456789012:role/rds-monitoring"
database("no-role", monitoring_interval=60)
database("no-interval", monitoring_role_arn=role)
database("interval", monitoring_interval=20, monitoring_role_arn=role)
database("retention", performance_insights_enabled=True, performance_insights_retention_period=94)
aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    database_insights_mode="advanced",
    performance_insights_enabled=True,
    performance_insights_retention_period=434,
)  # finds: performanceInsightsRetentionPeriod

# finds no-role: monitoringRoleArn
# finds no-interval: monitoringInterval
# finds interval: monitoringInterval
# finds retention: performanceInsightsRetentionPeriod
