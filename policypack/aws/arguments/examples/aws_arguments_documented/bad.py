import pulumi_aws as aws

aws.ecr.RegistryScanningConfiguration(
    "scans",
    scan_type="ENHANCED",
    rules=[
        {
            "scan_frequency": "WEEKLY_SCAN",
            "repository_filters": [{"filter": "*", "filter_type": "WILDCARD"}],
        }
    ],
)  # finds: rules[0].scanFrequency
