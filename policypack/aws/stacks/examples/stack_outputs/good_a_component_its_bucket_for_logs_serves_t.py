"""A component; its bucket for logs serves the other one."""

import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:index:Store", name)
        self.bucket = aws.s3.Bucket(name, opts=pulumi.ResourceOptions(parent=self))
        logs = aws.s3.Bucket(f"{name}-logs", opts=pulumi.ResourceOptions(parent=self))
        aws.s3.BucketLogging(
            name,
            bucket=self.bucket.id,
            target_bucket=logs.id,
            target_prefix="log/",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


pulumi.export("region", aws.get_region().region)
pulumi.export("bucket", Store("assets").bucket.arn)
