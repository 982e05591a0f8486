"""Roles for AWS services, and the documents that give them permissions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions

from settings import Settings

READ_BUCKET = ("s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning")
READ_OBJECT = ("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
WRITE_OBJECT = ("s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:PutObjectVersionTagging")
USE_KEY = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")


def service_role(settings: Settings, purpose: str, service: str, opts: ResourceOptions) -> aws.iam.Role:
    name = f"{settings.name}-{purpose}"
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
    }
    return aws.iam.Role(purpose, name=name, assume_role_policy=json.dumps(trust), tags=settings.tags(name), opts=opts)


def allow(*actions: str, on: Sequence[pulumi.Input[str]]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(on)}


def document(*statements: dict[str, Any]) -> Output[str]:
    return Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


def objects(bucket: aws.s3.Bucket) -> Output[str]:
    return Output.concat(bucket.arn, "/*")
