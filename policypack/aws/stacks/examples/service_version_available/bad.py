"""Past their end of support, and a patch that Amazon MQ chooses itself."""

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

aws.eks.Cluster("old-cluster", role_arn=role, version="1.27", vpc_config=network)  # finds: version
aws.msk.Cluster(
    "old-stream", kafka_version="2.8.1", number_of_broker_nodes=3, broker_node_group_info=brokers
)  # finds: kafkaVersion
aws.mq.Broker("old-broker", engine_type="RabbitMQ", engine_version="3.11.20", **common)  # finds: engineVersion
aws.mq.Broker("patch", engine_type="ActiveMQ", engine_version="5.18.4", **common)  # finds: engineVersion
aws.memorydb.Cluster(
    "old-sessions", acl_name="open-access", node_type="db.t4g.small", engine="redis", engine_version="6.0"
)  # finds: engineVersion
