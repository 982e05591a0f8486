import pulumi_aws as aws

aws.ebs.Volume("data", availability_zone="us-east-1a", size=100, type="gp3")
aws.ebs.Volume("archive", availability_zone="us-east-1a", size=500, type="sc1")
aws.ec2.Instance(
    "web", ami="ami-0123456789abcdef0", instance_type="t4g.small", root_block_device={"volume_type": "gp3"}
)
aws.ec2.LaunchTemplate(
    "workers",
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 50, "volume_type": "gp3"}},
        {"device_name": "/dev/sdb", "virtual_name": "ephemeral0"},
    ],
)
