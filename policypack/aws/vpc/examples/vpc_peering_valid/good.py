import pulumi_aws as aws

left = aws.ec2.Vpc("left", cidr_block="10.1.0.0/16")
right = aws.ec2.Vpc("right", cidr_block="10.2.0.0/16")
apart = aws.ec2.VpcPeeringConnection("apart", vpc_id=left.id, peer_vpc_id=right.id, auto_accept=True)
aws.ec2.PeeringConnectionOptions(
    "accepted", vpc_peering_connection_id=apart.id, requester={"allow_remote_vpc_dns_resolution": True}
)
far = aws.ec2.VpcPeeringConnection("far", vpc_id=left.id, peer_vpc_id="vpc-0123456789abcdef0", peer_region="eu-west-1")
accepter = aws.ec2.VpcPeeringConnectionAccepter(
    "far", vpc_peering_connection_id=far.id, auto_accept=True, region="eu-west-1"
)
aws.ec2.PeeringConnectionOptions(
    "far", vpc_peering_connection_id=accepter.id, requester={"allow_remote_vpc_dns_resolution": True}
)
