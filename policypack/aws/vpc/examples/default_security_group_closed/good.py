import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.DefaultSecurityGroup("main", vpc_id=vpc.id)
