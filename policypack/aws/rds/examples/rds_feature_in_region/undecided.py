import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine="mysql",
    engine_version="8.4",
    instance_class="db.m6g.large",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    network_type="DUAL",
    region=old.outputs["Region"],
)  # undetermined: region
