"""Generated, in every way on to the resource."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_random as random

generated = random.RandomPassword("orders", length=32, override_special="!#%*-_=+?")
database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100, username="app")
orders = aws.rds.Instance("orders", password=generated.result, **database)
aws.rds.Instance("joined", password=pulumi.Output.concat("app-", generated.result), **database)
secret = aws.secretsmanager.Secret("orders")
login = aws.secretsmanager.SecretVersion(
    "orders",
    secret_id=secret.id,
    secret_string=pulumi.Output.json_dumps({"username": "app", "password": generated.result, "host": orders.address}),
)
stored = login.secret_string.apply(lambda it: json.loads(it)["password"])
aws.rds.Instance("through-secret", password=stored, **database)
aws.elasticache.User(
    "sessions",
    user_id="sessions",
    user_name="sessions",
    engine="redis",
    access_string="on ~* +@read",
    passwords=[generated.result],
)
aws.mq.Broker(
    "events",
    broker_name="events",
    engine_type="RabbitMQ",
    engine_version="3.13",
    host_instance_type="mq.m5.large",
    auto_minor_version_upgrade=True,
    users=[{"username": "events", "password": random.RandomPassword("events", length=32, special=False).result}],
)
aws.ssm.Parameter("orders-password", type="SecureString", value=generated.result)
