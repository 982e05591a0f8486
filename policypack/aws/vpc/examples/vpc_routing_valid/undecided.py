import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
table = aws.ec2.RouteTable("main", vpc_id=vpc.id)
aws.ec2.Route(
    "office", route_table_id=table.id, destination_cidr_block="10.1.0.0/16", transit_gateway_id="tgw-0123456789abcdef0"
)
aws.ec2.Route(
    "partner",
    route_table_id=table.id,
    destination_cidr_block=old.outputs["Block"],
    transit_gateway_id="tgw-0123456789abcdef0",
)  # undetermined: destinationCidrBlock
