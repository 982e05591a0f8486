import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
first, second = (
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone=zone)
    for i, zone in enumerate(["us-east-1a", "us-east-1b"])
)
brokers = aws.ec2.SecurityGroup("brokers", vpc_id=vpc.id, description="Brokers")
cluster = aws.msk.Cluster(
    "two-zones",
    kafka_version="3.8.x",
    number_of_broker_nodes=2,
    broker_node_group_info={
        "instance_type": "kafka.m7g.large",
        "client_subnets": [first.id, second.id],
        "security_groups": [brokers.id],
    },
)
key = aws.kms.Key("kafka", enable_key_rotation=True)
secret = aws.secretsmanager.Secret("orders", name="AmazonMSK_orders", kms_key_id=key.arn)
aws.msk.ScramSecretAssociation("with-prefix", cluster_arn=cluster.arn, secret_arn_lists=[secret.arn])
