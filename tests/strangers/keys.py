"""A key pair that the program makes, and names with random parts."""

import base64

import pulumi
import pulumi_aws as aws
import pulumi_random as random
import pulumi_tls as tls

key = tls.PrivateKey("bastion", algorithm="ED25519")
pair = aws.ec2.KeyPair("bastion", public_key=key.public_key_openssh)
kept = aws.secretsmanager.Secret("bastion")
aws.secretsmanager.SecretVersion("bastion", secret_id=kept.id, secret_string=key.private_key_pem)
suffix = random.RandomId("suffix", byte_length=4)
name = random.RandomPet("name", length=2)
logs = aws.s3.Bucket("logs", bucket=pulumi.Output.concat("logs-", suffix.hex))
aws.s3.BucketPublicAccessBlock(
    "logs",
    bucket=logs.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
script = pulumi.Output.all(logs.bucket, name.id).apply(lambda made: f"#!/bin/sh\nhostname {made[1]}\n# {made[0]}\n")
aws.ec2.Instance(
    "bastion",
    ami=aws.ssm.get_parameter(name="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64").value,
    instance_type="t3.nano",
    key_name=pair.key_name,
    user_data_base64=script.apply(lambda text: base64.b64encode(text.encode()).decode()),
)
pulumi.export("private_key", key.private_key_pem)
