"""Supported versions."""

import pulumi_aws as aws

network = {"subnet_ids": ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002", "subnet-0a1b2c3d4e5f60003"]}
brokers = {
    "instance_type": "kafka.m5.large",
    "client_subnets": network["subnet_ids"],
    "security_groups": ["sg-0a1b2c3d4e5f60001"],
}
common = dict(
    deployment_mode="SINGLE_INSTANCE",
    host_instance_type="mq.t3.micro",
    auto_minor_version_upgrade=True,
    users=[{"username": "orders", "password": "change-me-soon-1"}],
)
role = "arn:aws:iam::123456789012:role/cluster"

aws.eks.Cluster("cluster", role_arn=role, version="1.34", vpc_config=network)
aws.eks.Cluster("default", role_arn=role, vpc_config=network)
aws.msk.Cluster("stream", kafka_version="3.8.x", number_of_broker_nodes=3, broker_node_group_info=brokers)
aws.mq.Broker("broker", engine_type="RabbitMQ", engine_version="3.13", **common)
aws.memorydb.Cluster(
    "sessions", acl_name="open-access", node_type="db.t4g.small", engine="valkey", engine_version="7.3"
)
aws.memorydb.Cluster("of-version", acl_name="open-access", node_type="db.t4g.small", engine_version="7.1")
