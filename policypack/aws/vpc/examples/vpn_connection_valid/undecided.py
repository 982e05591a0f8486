import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
ours = aws.ec2.VpnGateway("ours", vpc_id=vpc.id, amazon_side_asn="64513")
theirs = aws.ec2.CustomerGateway(
    "theirs", bgp_asn=old.outputs["Asn"], ip_address="203.0.113.12", type="ipsec.1"
)  # undetermined: bgpAsn
aws.ec2.VpnConnection(
    "office", vpn_gateway_id=ours.id, customer_gateway_id=theirs.id, type="ipsec.1"
)  # undetermined: bgpAsn
