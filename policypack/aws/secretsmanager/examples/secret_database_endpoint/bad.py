# config: shop:password=secret:correct-horse-battery

import json

import pulumi
import pulumi_aws as aws
import pulumi_random as random

generated = random.RandomPassword("orders", length=32, special=False)
aws.rds.Instance(
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
    secret_string=pulumi.Output.json_dumps({"username": "app", "password": generated.result}),
)  # finds: secretString
known = pulumi.Config("shop").require_secret("password")
aws.docdb.Cluster("catalogue", master_username="app", master_password=known)
other = aws.secretsmanager.Secret("catalogue")
aws.secretsmanager.SecretVersion(
    "known-login",
    secret_id=other.id,
    secret_string=known.apply(lambda it: json.dumps({"username": "app", "password": it})),
)  # finds: secretString
