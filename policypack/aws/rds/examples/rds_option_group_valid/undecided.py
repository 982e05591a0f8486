import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.OptionGroup(
    "audit",
    engine_name="mysql",
    major_engine_version="8.0",
    options=[{"option_name": old.outputs["Option"]}],
)  # undetermined: options[0].optionName
