import pulumi_aws as aws
import pulumi_random as random

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
password = random.RandomPassword("orders", length=24, override_special=old.outputs["Special"])
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="app",
    password=password.result,
)

# undetermined orders: overrideSpecial
