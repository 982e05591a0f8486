"""Passwords: generated, kept in Secrets Manager, read from there."""
import pulumi
import pulumi_aws as aws
import pulumi_random as random


class GeneratedSecret(pulumi.ComponentResource):
    def __init__(self, name, length=32, opts=None, **rules):
        super().__init__("warehouse:secrets:GeneratedSecret", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        generated = random.RandomPassword(name, length=length, opts=child, **rules)
        self.secret = aws.secretsmanager.Secret(
            name, name=f"warehouse/{name}", recovery_window_in_days=7, tags={"system": "warehouse"}, opts=child
        )
        self.version = aws.secretsmanager.SecretVersion(
            name, secret_id=self.secret.id, secret_string=generated.result, opts=child
        )
        self.value = self.version.secret_string
        self.register_outputs({})
