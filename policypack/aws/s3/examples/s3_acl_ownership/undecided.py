import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketOwnershipControls("assets", bucket=assets.id, rule={"object_ownership": old.outputs["Ownership"]})
aws.s3.BucketAcl("assets", bucket=assets.id, acl="private")

# undetermined assets: rule.objectOwnership
