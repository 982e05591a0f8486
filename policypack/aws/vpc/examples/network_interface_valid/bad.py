import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
aws.ec2.NetworkInterface("outside", subnet_id=subnet.id, private_ips=["10.0.1.10"])  # finds: privateIps[0]
aws.ec2.NetworkInterface("reserved", subnet_id=subnet.id, private_ips=["10.0.0.3"])  # finds: privateIps[0]
aws.ec2.NetworkInterface("first", subnet_id=subnet.id, private_ips=["10.0.0.20"])
aws.ec2.NetworkInterface("second", subnet_id=subnet.id, private_ips=["10.0.0.21", "10.0.0.20"])  # finds: privateIps[1]
# finds to-second: networkInterfaceId
spare = aws.ec2.NetworkInterface("spare", subnet_id=subnet.id)
for index, name in enumerate(["to-first", "to-second"], 1):
    aws.ec2.NetworkInterfaceAttachment(
        name, instance_id=f"i-0123456789abcdef{index}", network_interface_id=spare.id, device_index=1
    )
