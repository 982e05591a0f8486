import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
address, shared = aws.ec2.Eip("address", domain="vpc"), aws.ec2.Eip("shared", domain="vpc")
aws.ec2.NatGateway("without", subnet_id=subnet.id)  # finds: allocationId
aws.ec2.NatGateway(
    "private-with", subnet_id=subnet.id, connectivity_type="private", allocation_id=address.id
)  # finds: allocationId
aws.ec2.NatGateway(
    "private-secondary",
    subnet_id=subnet.id,
    connectivity_type="private",
    secondary_allocation_ids=["eipalloc-0123456789abcdef0"],
)  # finds: secondaryAllocationIds
aws.ec2.NatGateway("shared-a", subnet_id=subnet.id, allocation_id=shared.id)
aws.ec2.NatGateway("shared-b", subnet_id=subnet.id, allocation_id=shared.allocation_id)  # finds: allocationId
