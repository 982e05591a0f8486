import pulumi_aws as aws


def group(logical, least, wanted, most):
    aws.eks.NodeGroup(
        logical,
        cluster_name="main",
        node_role_arn="arn:aws:iam::123456789012:role/node",
        subnet_ids=["subnet-0a1b2c3d4e5f60718"],
        scaling_config={"min_size": least, "desired_size": wanted, "max_size": most},
    )


group("at-minimum", 0, 0, 1)
group("at-maximum", 1, 3, 3)
