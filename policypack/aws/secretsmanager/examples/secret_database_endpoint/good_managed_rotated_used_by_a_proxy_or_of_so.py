"""Managed, rotated, used by a proxy, or of something else."""

import json

import pulumi
import pulumi_aws as aws
import pulumi_random as random

database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100, username="app")
aws.rds.Instance("managed", manage_master_user_password=True, **database)
generated = random.RandomPassword("rotated", length=32, special=False)
aws.rds.Instance("rotated", password=generated.result, **database)
login = pulumi.Output.json_dumps({"username": "app", "password": generated.result})
rotated = aws.secretsmanager.Secret("rotated")
aws.secretsmanager.SecretVersion("rotated", secret_id=rotated.id, secret_string=login)
aws.secretsmanager.SecretRotation(
    "rotated",
    secret_id=rotated.id,
    rotation_rules={"automatically_after_days": 30},
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
)
proxied = aws.secretsmanager.Secret("proxied")
aws.secretsmanager.SecretVersion("proxied", secret_id=proxied.id, secret_string=login)
aws.rds.Proxy(
    "orders",
    engine_family="POSTGRESQL",
    role_arn="arn:aws:iam::123456789012:role/proxy",
    vpc_subnet_ids=["subnet-1", "subnet-2"],
    auths=[{"secret_arn": proxied.arn}],
)
another = aws.secretsmanager.Secret("partner")
aws.secretsmanager.SecretVersion(
    "partner", secret_id=another.id, secret_string=json.dumps({"user": "shop", "url": "https://example.com"})
)
