import pulumi_aws as aws

aws.eks.Cluster(
    "old",  # finds: version
    role_arn="arn:aws:iam::123456789012:role/cluster",
    version="1.28",
    vpc_config={"subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"]},
)
