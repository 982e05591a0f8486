import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.eks.Cluster(
    "copied",  # undetermined: version
    role_arn="arn:aws:iam::123456789012:role/cluster",
    version=old.outputs["Version"],
    vpc_config={"subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"]},
)
