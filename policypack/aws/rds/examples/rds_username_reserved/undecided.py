import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username=old.outputs["User"],
    manage_master_user_password=True,
    storage_type="gp3",
)  # undetermined: username
