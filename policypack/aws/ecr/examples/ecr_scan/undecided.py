import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ecr.Repository(
    "orders", name="orders", image_scanning_configuration={"scan_on_push": old.outputs["Scan"]}
)  # undetermined: imageScanningConfiguration.scanOnPush
