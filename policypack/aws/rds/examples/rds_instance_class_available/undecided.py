# config: aws:region=eu-south-2

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
common = dict(
    engine="postgres", username="app", manage_master_user_password=True, allocated_storage=100, storage_type="gp3"
)
aws.rds.Instance("orders", instance_class=old.outputs["Class"], **common)  # undetermined: instanceClass
aws.rds.Instance(
    "newer", instance_class="db.m99g.large", **common
)  # undetermined: instanceClass, on which the catalog has no data for this region
