import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
aws.ec2.NetworkInterface("inside", subnet_id=subnet.id, private_ips=["10.0.0.4", "10.0.0.254"])
aws.ec2.NetworkInterface("elsewhere", subnet_id="subnet-0123456789abcdef0", private_ips=["10.0.0.4"])
spare = aws.ec2.NetworkInterface("spare", subnet_id=subnet.id)
aws.ec2.NetworkInterfaceAttachment(
    "to-first", instance_id="i-0123456789abcdef0", network_interface_id=spare.id, device_index=1
)
