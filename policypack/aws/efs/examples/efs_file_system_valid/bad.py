import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web, data = (
    aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone="us-east-1a")
    for i, name in enumerate(["web", "data"])
)
files = aws.efs.FileSystem("files")
aws.efs.MountTarget("first", file_system_id=files.id, subnet_id=web.id)
aws.efs.MountTarget("second", file_system_id=files.id, subnet_id=data.id)  # finds: subnetId
