# config: aws:region=eu-west-1

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions",
    num_cache_clusters=2,
    engine="redis",
    engine_version=old.outputs["Version"],
    node_type="cache.m7g.large",
)  # undetermined: engineVersion
