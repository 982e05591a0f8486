import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://s3.amazonaws.com/templates/old.json")
aws.ec2.Subnet("web", vpc_id=old.outputs["Vpc"], cidr_block="10.0.0.0/24")  # undetermined: vpcId
