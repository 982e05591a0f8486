import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.m7g.large",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    performance_insights_retention_period=old.outputs["Days"],
)  # undetermined: performanceInsightsRetentionPeriod
