# config: aws:region=eu-south-2

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")  # undetermined: availabilityZone
for index, zone in enumerate(["eu-south-2a", "eu-south-2b", old.outputs["Zone"]]):
    aws.ec2.Subnet(f"main-{index}", vpc_id=main.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
