import pulumi_aws as aws

aws.ecr.RegistryScanningConfiguration(
    "scans",
    scan_type="ENHANCED",
    rules=[
        {
            "scan_frequency": "CONTINUOUS_SCAN",
            "repository_filters": [{"filter": "*", "filter_type": "WILDCARD"}],
        }
    ],
)
