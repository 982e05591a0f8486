import pulumi_aws as aws

volume = aws.ebs.Volume("data", availability_zone="us-east-1a", size=20, encrypted=True)
aws.ec2.VolumeAttachment("data", device_name="/dev/sdf", instance_id="i-0123456789abcdef0", volume_id=volume.id)
address = aws.ec2.Eip("nat")
aws.ec2.NatGateway("nat", subnet_id="subnet-0a1b2c3d", allocation_id=address.id)
aws.ec2.NetworkAcl("main", vpc_id="vpc-0123456789abcdef0", subnet_ids=["subnet-0a1b2c3d"])
