import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.NetworkAcl("main", vpc_id="vpc-0123456789abcdef0", subnet_ids=old.outputs["Subnets"])  # undetermined: subnetIds
