"""A version that another stack gives."""

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
network = {"subnet_ids": ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002", "subnet-0a1b2c3d4e5f60003"]}
role = "arn:aws:iam::123456789012:role/cluster"

aws.eks.Cluster("given", role_arn=role, version=old.outputs["Version"], vpc_config=network)  # undetermined: version
