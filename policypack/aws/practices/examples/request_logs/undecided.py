import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.route53.Zone("main", name="example.com", vpcs=old.outputs["Networks"])  # undetermined: vpcs
