import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
table = aws.ec2.RouteTable("web", vpc_id=vpc.id)
aws.ec2.Route(  # undetermined: destinationCidrBlock
    "peer",
    route_table_id=table.id,
    destination_cidr_block=old.outputs["Block"],
    vpc_peering_connection_id="pcx-0123456789abcdef0",
)
