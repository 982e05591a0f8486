import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ecr.RegistryScanningConfiguration(
    "scans",
    scan_type="ENHANCED",
    rules=[
        {
            "scan_frequency": old.outputs["Frequency"],
            "repository_filters": [{"filter": "*", "filter_type": "WILDCARD"}],
        }
    ],
)  # undetermined: rules[0].scanFrequency
