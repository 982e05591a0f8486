import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet("first", vpc_id=main.id, cidr_block="10.0.0.0/24")
aws.ec2.Subnet("second", vpc_id=main.id, cidr_block=old.outputs["Block"])  # undetermined: cidrBlock
