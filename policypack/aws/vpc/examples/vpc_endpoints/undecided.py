import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
aws.ec2.VpcEndpoint("main", vpc_id=vpc.id, service_name=old.outputs["Service"], vpc_endpoint_type="Interface")

# undetermined main: serviceName
