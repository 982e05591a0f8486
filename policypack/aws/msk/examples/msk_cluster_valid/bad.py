import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
first, second = (
    aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone="us-east-1a")
    for i, name in enumerate(["web", "data"])
)
brokers = aws.ec2.SecurityGroup("brokers", vpc_id=vpc.id, description="Brokers")
cluster = aws.msk.Cluster(  # finds: brokerNodeGroupInfo.clientSubnets
    "one-zone",
    kafka_version="3.8.x",
    number_of_broker_nodes=2,
    broker_node_group_info={
        "instance_type": "kafka.m7g.large",
        "client_subnets": [first.id, second.id],
        "security_groups": [brokers.id],
    },
)
key = aws.kms.Key("kafka", enable_key_rotation=True)
named = aws.secretsmanager.Secret("named", name="orders", kms_key_id=key.arn)
default_key = aws.secretsmanager.Secret("default-key", name="AmazonMSK_orders")
aws.msk.ScramSecretAssociation(
    "plain-name", cluster_arn=cluster.arn, secret_arn_lists=[named.arn]
)  # finds: secretArnLists
aws.msk.ScramSecretAssociation(  # finds: secretArnLists
    "plain-key", cluster_arn=cluster.arn, secret_arn_lists=[default_key.arn]
)
