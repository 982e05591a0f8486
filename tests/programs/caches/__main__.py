import pulumi
import pulumi_aws as aws
import pulumi_random as random

cfg = pulumi.Config()
tags = dict(Owner="core", Stack=pulumi.get_stack())
subnets = cfg.require_object("subnets")

sg = aws.ec2.SecurityGroup(
    "caches",
    name="caches",
    vpc_id=cfg.require("vpcId"),
    ingress=[
        dict(protocol="tcp", from_port=port, to_port=port, security_groups=cfg.require_object("clients"))
        for port in (6379, 11211)
    ],
    egress=[],
    tags=tags,
)

subnet_groups = {
    size: aws.elasticache.SubnetGroup(size, name=f"caches-{size}", subnet_ids=ids, tags=tags)
    for size, ids in subnets.items()
}

endpoints = {}

# ---------------------------------------------------------------- replication groups, from the configuration
for name, group in cfg.require_object("groups").items():
    token = random.RandomPassword(f"{name}-token", length=48, special=False)
    parameters = aws.elasticache.ParameterGroup(
        name,
        name=f"caches-{name}",
        family=group["family"],
        parameters=[dict(name="maxmemory-policy", value=group["policy"])],
        tags=tags,
    )
    log = aws.cloudwatch.LogGroup(f"{name}-slow", name=f"/elasticache/{name}/slow", retention_in_days=30, tags=tags)
    cache = aws.elasticache.ReplicationGroup(
        name,
        replication_group_id=name,
        description=f"{name} ({group['engine']})",
        engine=group["engine"],
        engine_version=group["version"],
        node_type=group["node"],
        num_cache_clusters=1 + group["replicas"],
        automatic_failover_enabled=True,
        multi_az_enabled=True,
        parameter_group_name=parameters.name,
        subnet_group_name=subnet_groups["main"].name,
        security_group_ids=[sg.id],
        at_rest_encryption_enabled=True,
        transit_encryption_enabled=True,
        auth_token=token.result,
        snapshot_retention_limit=5,
        snapshot_window="02:00-04:00",
        maintenance_window="sun:05:00-sun:06:30",
        log_delivery_configurations=[
            dict(destination=log.name, destination_type="cloudwatch-logs", log_format="json", log_type="slow-log")
        ],
        apply_immediately=False,
        tags=tags,
    )
    endpoints[name] = cache.primary_endpoint_address

# ---------------------------------------------------------------- sharded, with cluster mode and users
ops = aws.elasticache.User(
    "ops",
    user_id="ops",
    user_name="ops",
    engine="redis",
    access_string="on ~* +@all",
    authentication_mode=dict(type="password", passwords=[random.RandomPassword("ops", length=32, special=False).result]),
    tags=tags,
)
default_user = aws.elasticache.User(
    "default",
    user_id="catalogue-default",
    user_name="default",
    engine="redis",
    access_string="off -@all",
    no_password_required=True,
    tags=tags,
)
users = aws.elasticache.UserGroup(
    "catalogue", engine="redis", user_group_id="catalogue", user_ids=[ops.user_id, default_user.user_id], tags=tags
)
catalogue = aws.elasticache.ReplicationGroup(
    "catalogue",
    replication_group_id="catalogue",
    description="product catalogue",
    engine="redis",
    engine_version="7.0",
    node_type="cache.m7g.large",
    cluster_mode="enabled",
    num_node_groups=3,
    replicas_per_node_group=1,
    automatic_failover_enabled=True,
    parameter_group_name="default.redis7.cluster.on",
    subnet_group_name=subnet_groups["small"].name,
    security_group_ids=[sg.id],
    transit_encryption_enabled=True,
    at_rest_encryption_enabled=True,
    user_group_ids=[users.user_group_id],
    snapshot_retention_limit=1,
    tags=tags,
)
endpoints["catalogue"] = catalogue.configuration_endpoint_address

# ---------------------------------------------------------------- memcached
pages = aws.elasticache.Cluster(
    "pages",
    cluster_id="pages",
    engine="memcached",
    engine_version="1.6.22",
    node_type="cache.t4g.medium",
    num_cache_nodes=2,
    az_mode="cross-az",
    parameter_group_name="default.memcached1.6",
    subnet_group_name=subnet_groups["main"].name,
    security_group_ids=[sg.id],
    maintenance_window="mon:02:00-mon:03:00",
    tags=tags,
)
endpoints["pages"] = pages.cluster_address

# ---------------------------------------------------------------- one old node that nobody dares to touch
legacy = aws.elasticache.Cluster(
    "old-node",
    engine="redis",
    engine_version="5.0.5",
    node_type="cache.t3.micro",
    num_cache_nodes=1,
    parameter_group_name="default.redis5.0",
    port=6379,
)
endpoints["old-node"] = legacy.cache_nodes[0].address

# ---------------------------------------------------------------- serverless, and a copy in Ireland
burst = aws.elasticache.ServerlessCache(
    "burst",
    name="burst",
    engine="valkey",
    major_engine_version="8",
    cache_usage_limits=dict(data_storage=dict(maximum=10, unit="GB"), ecpu_per_seconds=[dict(maximum=5000)]),
    daily_snapshot_time="03:00",
    subnet_ids=subnets["main"],
    security_group_ids=[sg.id],
    tags=tags,
)
endpoints["burst"] = burst.endpoints[0].address

ireland = aws.Provider("ireland", region="eu-west-1", default_tags=dict(tags=tags))
world = aws.elasticache.GlobalReplicationGroup(
    "world", global_replication_group_id_suffix="catalogue", primary_replication_group_id=catalogue.id
)
copy = aws.elasticache.ReplicationGroup(
    "catalogue-ireland",
    replication_group_id="catalogue-ireland",
    description="product catalogue, copy",
    global_replication_group_id=world.global_replication_group_id,
    replicas_per_node_group=1,
    automatic_failover_enabled=True,
    subnet_group_name="caches-ireland",
    opts=pulumi.ResourceOptions(provider=ireland),
)
endpoints["catalogue-ireland"] = copy.configuration_endpoint_address

pulumi.export("endpoints", endpoints)
