"""Block devices of launch templates and instances."""

import pulumi_aws as aws

aws.ec2.LaunchTemplate(
    "template",
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_type": "gp3", "volume_size": 100, "throughput": 751}}
    ],
)  # finds: blockDeviceMappings[0].ebs.throughput
aws.ec2.Instance(
    "instance",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    root_block_device={"volume_type": "gp2", "volume_size": 20, "throughput": 125},
)  # finds: rootBlockDevice.throughput
