import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
main = aws.ec2.Vpc("main", cidr_block=old.outputs["Block"])
aws.ec2.Subnet("one", vpc_id=main.id, cidr_block="10.0.1.0/24")  # undetermined: cidrBlock
