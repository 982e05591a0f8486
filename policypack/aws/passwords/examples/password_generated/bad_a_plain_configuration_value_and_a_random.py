"""A plain configuration value, and a random value that is no secret."""

# config: shop:apiKey=secret:another-long-value
# config: shop:ordersPassword=correct-horse-battery

import pulumi
import pulumi_aws as aws
import pulumi_random as random

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    password=pulumi.Config("shop").require("ordersPassword"),
)
shown = random.RandomString("reports", length=32, special=False)
aws.rds.Instance(
    "reports",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="reports",
    password=shown.result,
)

# finds orders: password
# finds reports: password
