import pulumi_aws as aws

aws.ecr.Repository("orders", name="orders")  # finds: imageScanningConfiguration
aws.ecr.Repository("off", name="off", image_scanning_configuration={"scan_on_push": False})

# finds off: imageScanningConfiguration
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
