import pulumi_aws as aws


def volume(name, **arguments):
    aws.ebs.Volume(name, availability_zone="us-east-1a", **arguments)


volume("smallest-st1", type="st1", size=125)
volume("largest-standard", type="standard", size=1024)
volume("io1-ratio", type="io1", size=100, iops=5000)
volume("gp2", type="gp2", size=100)
volume("fewest-iops", type="gp3", size=1, iops=3000)
volume("gp3-at-ratio", type="gp3", size=30, iops=15000)
volume("gp3-throughput", type="gp3", size=100, iops=8000, throughput=2000)
volume("least-throughput", type="gp3", size=100, throughput=125)
volume("restored", type="io2", snapshot_id="snap-0123456789abcdef0", iops=64000)
volume("untyped", size=100)
aws.ec2.LaunchTemplate(
    "template",
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_type": "gp3", "volume_size": 100, "throughput": 750}}
    ],
)
