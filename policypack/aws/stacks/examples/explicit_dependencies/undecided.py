import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.InternetGateway("main", vpc_id=vpc.id)
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
aws.ec2.NatGateway(
    "nat", subnet_id=subnet.id, connectivity_type=old.outputs["Connectivity"]
)  # undetermined: connectivityType
