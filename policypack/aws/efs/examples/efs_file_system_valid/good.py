import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
first, second = (
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone=zone)
    for i, zone in enumerate(["us-east-1a", "us-east-1b"])
)
files = aws.efs.FileSystem("files")
aws.efs.MountTarget("first", file_system_id=files.id, subnet_id=first.id)
aws.efs.MountTarget("other-zone", file_system_id=files.id, subnet_id=second.id)
