# config: aws:region=us-east-1
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
aws.ec2.VpcEndpoint(
    "queues", vpc_id=vpc.id, service_name=old.outputs["Service"], vpc_endpoint_type="Interface"
)  # undetermined: serviceName
