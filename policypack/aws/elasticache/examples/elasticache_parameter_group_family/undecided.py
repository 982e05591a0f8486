import pulumi_aws as aws

common = dict(
    engine="redis", engine_version="7.1", node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2
)
old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elasticache.ReplicationGroup(
    "unknown", parameter_group_name=old.outputs["Group"], **common
)  # undetermined: parameterGroupName
