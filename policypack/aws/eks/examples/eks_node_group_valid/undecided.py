import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.eks.NodeGroup(  # undetermined: amiType
    "nodes",
    cluster_name="main",
    node_role_arn="arn:aws:iam::123456789012:role/node",
    subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819"],
    scaling_config={"min_size": 1, "max_size": 3, "desired_size": 1},
    ami_type=old.outputs["AmiType"],
)
