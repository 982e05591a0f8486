import pulumi_aws as aws

aws.ebs.Volume("data", availability_zone="us-east-1a", size=20)  # finds: encrypted
aws.ec2.Instance(
    "server",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.micro",
    root_block_device={"volume_size": 20, "encrypted": False},
)  # finds: rootBlockDevice.encrypted
aws.ec2.LaunchTemplate(
    "template", block_device_mappings=[{"device_name": "/dev/sdb", "ebs": {"volume_size": 20}}]
)  # finds: blockDeviceMappings[0].ebs.encrypted
aws.ebs.EncryptionByDefault("off", enabled=False)  # finds: enabled
