import pulumi_aws as aws

left = aws.ec2.Vpc("left", cidr_block="10.1.0.0/16")
right = aws.ec2.Vpc("right", cidr_block="10.2.0.0/16")
twin = aws.ec2.Vpc("twin", cidr_block="10.1.128.0/17")
peering = aws.ec2.VpcPeeringConnection("waiting", vpc_id=left.id, peer_vpc_id=right.id)
aws.ec2.PeeringConnectionOptions(
    "options", vpc_peering_connection_id=peering.id, requester={"allow_remote_vpc_dns_resolution": True}
)  # finds: vpcPeeringConnectionId
aws.ec2.VpcPeeringConnection("overlap", vpc_id=left.id, peer_vpc_id=twin.id, auto_accept=True)  # finds: peerVpcId
