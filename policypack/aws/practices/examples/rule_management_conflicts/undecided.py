import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
table = aws.ec2.RouteTable("main", vpc_id="vpc-0123456789abcdef0", routes=old.outputs["Routes"])  # undetermined: routes
aws.ec2.Route(
    "internet",
    route_table_id=table.id,
    destination_cidr_block="0.0.0.0/0",
    gateway_id="igw-0123456789abcdef0",
)
