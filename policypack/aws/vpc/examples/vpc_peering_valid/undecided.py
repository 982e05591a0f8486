import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
left = aws.ec2.Vpc("left", cidr_block="10.1.0.0/16")
right = aws.ec2.Vpc("right", cidr_block=old.outputs["Block"])
aws.ec2.VpcPeeringConnection("both", vpc_id=left.id, peer_vpc_id=right.id, auto_accept=True)  # undetermined: cidrBlock
