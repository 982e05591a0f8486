"""The least that the provider and AWS take of a type: what the examples of practices have besides their own."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.aws.practices.network_base import NETWORK_BASES
from policypack.constraint import Inputs, Json, Map

_ROLE = "arn:aws:iam::123456789012:role/service"
_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-a1b2c3"
_PLUGIN = "arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/orders/0a1b2c3d-4"
BASES: Mapping[str, Inputs] = {
    **NETWORK_BASES,
    "aws:dax/cluster:Cluster": {
        "clusterName": "orders",
        "iamRoleArn": _ROLE,
        "nodeType": "dax.r5.large",
        "replicationFactor": 3,
    },
    "aws:dms/endpoint:Endpoint": {
        "endpointId": "orders",
        "endpointType": "source",
        "engineName": "postgres",
        "secretsManagerArn": _SECRET,
        "secretsManagerAccessRoleArn": _ROLE,
        "databaseName": "orders",
    },
    "aws:dms/replicationInstance:ReplicationInstance": {
        "replicationInstanceClass": "dms.t3.medium",
        "replicationInstanceId": "orders",
    },
    "aws:dms/replicationTask:ReplicationTask": {
        "migrationType": "full-load",
        "replicationTaskId": "orders",
        "replicationInstanceArn": "arn:aws:dms:us-east-1:123456789012:rep:ORDERS",
        "sourceEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:SOURCE",
        "targetEndpointArn": "arn:aws:dms:us-east-1:123456789012:endpoint:TARGET",
        "tableMappings": Json({"rules": []}),
    },
    "aws:docdb/cluster:Cluster": {
        "masterUsername": "docs",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:dynamodb/table:Table": {
        "attributes": [{"name": "id", "type": "S"}],
        "billingMode": "PAY_PER_REQUEST",
        "hashKey": "id",
    },
    "aws:dynamodb/tableReplica:TableReplica": {
        "globalTableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"
    },
    "aws:elasticache/cluster:Cluster": {
        "engine": "redis",
        "nodeType": "cache.t4g.small",
        "numCacheNodes": 1,
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {"description": "orders", "nodeType": "cache.t4g.small"},
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
        "name": "orders",
        "destination": "extended_s3",
        "extendedS3Configuration": {"bucketArn": "arn:aws:s3:::orders", "roleArn": _ROLE},
    },
    "aws:kinesis/stream:Stream": {"shardCount": 1},
    "aws:mq/broker:Broker": {
        "autoMinorVersionUpgrade": True,
        "brokerName": "orders",
        "engineType": "ActiveMQ",
        "engineVersion": "5.18",
        "hostInstanceType": "mq.m5.large",
        "users": [{"username": "orders", "password": "correct-horse-battery"}],
    },
    "aws:msk/cluster:Cluster": {
        "clusterName": "orders",
        "kafkaVersion": "3.9.x",
        "numberOfBrokerNodes": 3,
        "brokerNodeGroupInfo": {
            "instanceType": "kafka.m5.large",
            "clientSubnets": ["subnet-0a", "subnet-0b", "subnet-0c"],
            "securityGroups": ["sg-0a"],
        },
    },
    "aws:mskconnect/connector:Connector": {
        "name": "orders",
        "kafkaconnectVersion": "2.7.1",
        "serviceExecutionRoleArn": _ROLE,
        "capacity": {"provisionedCapacity": {"workerCount": 1}},
        "connectorConfiguration": Map({"connector.class": "com.example.Orders", "tasks.max": "1"}),
        "kafkaCluster": {
            "apacheKafkaCluster": {
                "bootstrapServers": "b-1.orders.example.com:9094",
                "vpc": {"securityGroups": ["sg-0a"], "subnets": ["subnet-0a", "subnet-0b"]},
            }
        },
        "kafkaClusterClientAuthentication": {"authenticationType": "NONE"},
        "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
        "plugins": [{"customPlugin": {"arn": _PLUGIN, "revision": 1}}],
    },
    "aws:neptune/cluster:Cluster": {"skipFinalSnapshot": True},
    "aws:rds/cluster:Cluster": {
        "engine": "aurora-postgresql",
        "masterUsername": "orders",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:rds/clusterInstance:ClusterInstance": {
        "clusterIdentifier": "orders",
        "engine": "aurora-postgresql",
        "instanceClass": "db.r6g.large",
    },
    "aws:rds/instance:Instance": {
        "engine": "postgres",
        "instanceClass": "db.t4g.medium",
        "allocatedStorage": 20,
        "username": "orders",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:rds/proxy:Proxy": {
        "engineFamily": "POSTGRESQL",
        "roleArn": _ROLE,
        "vpcSubnetIds": ["subnet-0a", "subnet-0b"],
        "auths": [{"authScheme": "SECRETS", "secretArn": _SECRET}],
    },
    "aws:redshift/cluster:Cluster": {
        "clusterIdentifier": "orders",
        "nodeType": "ra3.large",
        "masterUsername": "orders",
        "manageMasterPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:redshiftserverless/namespace:Namespace": {"namespaceName": "orders"},
    "aws:redshiftserverless/workgroup:Workgroup": {
        "namespaceName": "orders",
        "workgroupName": "orders",
    },
}
