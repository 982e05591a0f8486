# config: shop:password=secret:correct-horse-battery

import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="app",
    password=pulumi.Config("shop").require_secret("password"),
)
secret = aws.secretsmanager.Secret("orders")
aws.secretsmanager.SecretVersion(
    "login", secret_id=secret.id, secret_string=old.outputs["Login"]
)  # undetermined: secretString
