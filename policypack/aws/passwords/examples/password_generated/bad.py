"""Literals, and what the program computes."""

import json
import random

import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    password="correct-horse-battery",
)
computed = "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=20))
aws.rds.Cluster(
    "reports", engine="aurora-postgresql", master_username="reports", master_password=computed
)  # finds: masterPassword
aws.mq.Broker(
    "events",
    broker_name="events",
    engine_type="RabbitMQ",
    engine_version="3.13",
    host_instance_type="mq.m5.large",
    auto_minor_version_upgrade=True,
    users=[{"username": "events", "password": computed}],
)  # finds: users[0].password
secret = aws.secretsmanager.Secret("orders")
aws.secretsmanager.SecretVersion(
    "orders-login", secret_id=secret.id, secret_string=json.dumps({"username": "orders", "password": computed})
)  # finds: secretString
aws.ssm.Parameter("orders-password", type="SecureString", value="correct-horse-battery")  # finds: value

# finds orders: password
