import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.eks.NodeGroup(
    "main",
    cluster_name="main",
    node_role_arn="arn:aws:iam::123456789012:role/node",
    subnet_ids=["subnet-0a1b2c3d4e5f60718"],
    scaling_config={"min_size": 1, "desired_size": old.outputs["Nodes"].apply(int), "max_size": 3},
)  # undetermined: scalingConfig.desiredSize
