import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")  # finds: flowLog
subnets = [aws.ec2.Subnet(f"main-{n}", vpc_id=vpc.id, cidr_block=f"10.0.{n}.0/24") for n in range(2)]
aws.ec2.FlowLog("main", subnet_id=subnets[0].id, traffic_type="ALL", log_destination="arn:aws:s3:::acme-logs")
