import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
other = aws.Provider("other", region=old.outputs["Region"])
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=pulumi.ResourceOptions(provider=other))
pulumi.export("vpc_id", vpc.id)

# undetermined example-dev: region
