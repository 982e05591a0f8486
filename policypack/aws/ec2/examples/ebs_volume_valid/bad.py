import pulumi_aws as aws


def volume(name, **arguments):
    aws.ebs.Volume(name, availability_zone="us-east-1a", **arguments)


volume("small-st1", type="st1", size=124)
volume("large-standard", type="standard", size=1025)
volume("io1-without", type="io1", size=100)
volume("gp2-iops", type="gp2", size=100, iops=300)
volume("few-iops", type="gp3", size=100, iops=2999)
volume("gp3-ratio", type="gp3", size=20, iops=15000)
volume("io1-over-ratio", type="io1", size=100, iops=5001)
volume("io2-throughput", type="io2", size=100, iops=1000, throughput=500)
volume("little-throughput", type="gp3", size=100, throughput=124)
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

# finds small-st1: size
# finds large-standard: size
# finds io1-without: iops
# finds gp2-iops: iops
# finds few-iops: iops
# finds gp3-ratio: iops
# finds io1-over-ratio: iops
# finds io2-throughput: throughput
# finds little-throughput: throughput
