# config: aws:region=eu-west-1

import pulumi_aws as aws

aws.eks.Cluster(
    "shop",
    version="1.32",
    role_arn="arn:aws:iam::123456789012:role/eks",
    vpc_config={"subnet_ids": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]},
)  # finds: version
aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions",
    engine="redis",
    engine_version="5.0.6",
    node_type="cache.t3.small",
    num_cache_clusters=2,
)  # finds: engineVersion
aws.opensearch.Domain("search", engine_version="OpenSearch_2.5")  # finds: engineVersion
