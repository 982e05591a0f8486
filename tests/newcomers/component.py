"""A component with a bucket, a key and a topic, made twice."""

import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(self, name: str, days: int) -> None:
        super().__init__("shop:index:Store", name)
        child = pulumi.ResourceOptions(parent=self)
        self.key = aws.kms.Key(f"{name}-key", deletion_window_in_days=days, opts=child)
        aws.kms.Alias(f"{name}-key", name=f"{name}-key", target_key_id=self.key.key_id, opts=child)
        self.bucket = aws.s3.Bucket(f"{name}-bucket", opts=child)
        aws.sns.Topic(f"{name}-topic", content_based_deduplication=True, opts=child)
        aws.secretsmanager.Secret(f"{name}-secret", name="shop secret", recovery_window_in_days=40, opts=child)


Store("orders", 3)
Store("billing", 60)
