import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
hub = aws.ec2transitgateway.TransitGateway("hub", default_route_table_association=old.outputs["Association"])
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
attachment = aws.ec2transitgateway.VpcAttachment(
    "main", transit_gateway_id=hub.id, vpc_id=vpc.id, subnet_ids=["subnet-0123456789abcdef0"]
)
table = aws.ec2transitgateway.RouteTable("main", transit_gateway_id=hub.id)
aws.ec2transitgateway.RouteTableAssociation(
    "main", transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=table.id
)  # undetermined: defaultRouteTableAssociation
