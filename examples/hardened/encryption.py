"""A KMS key that rotates every year and goes by an alias."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

from settings import Settings


class EncryptionKey(pulumi.ComponentResource):
    key: aws.kms.Key
    alias: aws.kms.Alias

    def __init__(self, settings: Settings, purpose: str, opts: ResourceOptions | None = None) -> None:
        name = f"{settings.name}-{purpose}"
        super().__init__("orders:encryption:EncryptionKey", name, None, opts)
        child = ResourceOptions(parent=self)
        self.key = aws.kms.Key(
            name,
            description=f"{settings.name}: {purpose}",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            tags=settings.tags(name),
            opts=child,
        )
        self.alias = aws.kms.Alias(name, name=f"alias/{name}", target_key_id=self.key.key_id, opts=child)
        self.register_outputs({"arn": self.key.arn})
