import pulumi_aws as aws

aws.ecr.Repository("orders", name="orders", image_scanning_configuration={"scan_on_push": True})
aws.ecr.Repository("payments", name="payments/api")
aws.ecr.RegistryScanningConfiguration(
    "registry",
    scan_type="BASIC",
    rules=[
        {
            "scan_frequency": "SCAN_ON_PUSH",
            "repository_filters": [{"filter": "payments*", "filter_type": "WILDCARD"}],
        }
    ],
)
