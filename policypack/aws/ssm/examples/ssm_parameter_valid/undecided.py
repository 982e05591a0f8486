import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ssm.Parameter("orders", name=old.outputs["Name"], type="String", value="x")  # undetermined: name
