"""A block device, a volume of a snapshot, and one whose type AWS chooses."""

import pulumi_aws as aws

aws.ec2.LaunchTemplate(
    "template",
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_type": "gp3", "volume_size": 100, "throughput": 750}}
    ],
)
aws.ebs.Volume("restored", availability_zone="us-east-1a", type="io2", snapshot_id="snap-0123456789abcdef0", iops=64000)
aws.ebs.Volume("untyped", availability_zone="us-east-1a", size=100)
