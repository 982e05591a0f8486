import pulumi_aws as aws

aws.ebs.EncryptionByDefault("on")
aws.ebs.Volume("by-default", availability_zone="us-east-1a", size=20)
aws.ebs.Volume("own", availability_zone="us-east-1a", size=20, encrypted=True)
aws.ec2.Instance("root-of-image", ami="ami-0123456789abcdef0", instance_type="t4g.micro")
