import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine=old.outputs["Engine"],
    instance_class="db.t2.medium",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
)  # undetermined: engine
