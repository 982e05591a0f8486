import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
source = aws.s3.Bucket("source")
aws.s3.BucketVersioning("source", bucket=source.id, versioning_configuration={"status": old.outputs["Status"]})
aws.s3.BucketReplicationConfig(
    "source",
    bucket=source.id,
    role="arn:aws:iam::123456789012:role/s3",
    rules=[{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copies"}}],
)

# undetermined source: versioningConfiguration.status
