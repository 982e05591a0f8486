import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.ParameterGroup(
    "orders",
    family="postgres16",
    parameters=[{"name": "max_connections", "value": "400", "apply_method": old.outputs["Method"]}],
)  # undetermined: parameters[0].applyMethod
