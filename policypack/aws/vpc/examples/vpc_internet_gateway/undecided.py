import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet(
    "main",
    vpc_id=main.id,
    cidr_block="10.0.0.0/24",
    map_public_ip_on_launch=old.outputs["Public"].apply(lambda text: text == "true"),
)
aws.ec2.VpcEndpoint("s3", vpc_id=main.id, service_name="com.amazonaws.us-east-1.s3")

# undetermined main: mapPublicIpOnLaunch
