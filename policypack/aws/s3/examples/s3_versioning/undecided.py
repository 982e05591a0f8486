import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketVersioning("assets", bucket=assets.id, versioning_configuration={"status": old.outputs["Status"]})

# undetermined assets: versioningConfiguration.status
