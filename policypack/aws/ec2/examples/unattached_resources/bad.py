import pulumi_aws as aws

aws.ebs.Volume("spare", availability_zone="us-east-1a", size=20, encrypted=True)  # finds: attachment
aws.ec2.Eip("address")  # finds: instance
aws.ec2.NetworkAcl("fence", vpc_id="vpc-0123456789abcdef0")  # finds: subnetIds
