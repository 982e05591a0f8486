"""Built from the database, or from what is made from it, in one of the versions."""

import pulumi
import pulumi_aws as aws
import pulumi_random as random

generated = random.RandomPassword("orders", length=32, special=False)
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="app",
    password=generated.result,
)
secret = aws.secretsmanager.Secret("orders")
aws.secretsmanager.SecretVersion(
    "login",
    secret_id=secret.id,
    secret_string=pulumi.Output.json_dumps({"username": "app", "password": generated.result, "host": orders.address}),
)
shared = random.RandomPassword("reports", length=32, special=False)
reports = aws.rds.Cluster("reports", engine="aurora-postgresql", master_username="app", master_password=shared.result)
reader = aws.rds.ClusterInstance(
    "reader", cluster_identifier=reports.id, engine="aurora-postgresql", instance_class="db.r6g.large"
)
login = aws.secretsmanager.Secret("reports")
aws.secretsmanager.SecretVersion("password-alone", secret_id=login.id, secret_string=shared.result)
aws.secretsmanager.SecretVersion(
    "with-endpoint",
    secret_id=login.id,
    version_stages=["complete"],
    secret_string=pulumi.Output.json_dumps({"password": shared.result, "host": reader.endpoint}),
)
