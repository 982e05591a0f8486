import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml", tags={"Owner": "orders"})
aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", tags=old.outputs)  # undetermined: tags
