import pulumi_aws as aws

aws.ebs.Volume("unsaid", availability_zone="us-east-1a", size=100)  # finds: type
aws.ebs.Volume("old", availability_zone="us-east-1a", size=100, type="gp2")  # finds: type
aws.ec2.Instance(
    "web",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    root_block_device={"volume_type": "standard"},
    ebs_block_devices=[{"device_name": "/dev/sdf", "volume_size": 50}],
)  # finds: rootBlockDevice.volumeType, ebsBlockDevices[0].volumeType
aws.ec2.LaunchTemplate(
    "workers", block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 50, "volume_type": "gp2"}}]
)  # finds: blockDeviceMappings[0].ebs.volumeType
