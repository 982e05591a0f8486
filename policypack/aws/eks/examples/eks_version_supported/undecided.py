import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.eks.NodeGroup(
    "copied",  # undetermined: version
    cluster_name="orders",
    node_role_arn="arn:aws:iam::123456789012:role/nodes",
    version=old.outputs["Version"],
    scaling_config={"min_size": 3, "desired_size": 3, "max_size": 6},
    subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"],
)
