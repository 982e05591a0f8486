import pulumi_aws as aws

group = {
    "cluster_name": "orders",
    "node_role_arn": "arn:aws:iam::123456789012:role/nodes",
    "scaling_config": {"min_size": 3, "desired_size": 3, "max_size": 6},
    "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"],
}
aws.eks.NodeGroup("left-to-aws", **group)
aws.eks.NodeGroup("newer", version="1.99", **group)
