import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
ours = aws.ec2.VpnGateway("ours", vpc_id=vpc.id, amazon_side_asn="64513")
theirs = aws.ec2.CustomerGateway("theirs", bgp_asn="64512", ip_address="203.0.113.12", type="ipsec.1")
aws.ec2.VpnConnection(
    "different",
    vpn_gateway_id=ours.id,
    customer_gateway_id=theirs.id,
    type="ipsec.1",
    tunnel1_inside_cidr="169.254.10.0/30",
    tunnel2_inside_cidr="169.254.10.4/30",
)
