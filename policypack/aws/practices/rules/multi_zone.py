"""multi-zone: Databases, caches and brokers must have a standby in another zone."""

from policypack.aws import elasticache, rds
from policypack.aws.practices.base import BASES
from policypack.constraint import Blank, Inputs, Set, argument, fix
from policypack.constraint.practices import inherits, one_value, practice, turned_on
from policypack.rule import practices_rule

TWO_NODES: Inputs = {"clusterType": "multi-node", "numberOfNodes": 2, "encrypted": True}
FAILOVER, MULTI_AZ = argument("automaticFailoverEnabled"), argument("multiAz")
HAS_REPLICAS = (
    argument("numCacheClusters").at_least(2)
    | argument("numNodeGroups").is_present()
    | argument("replicasPerNodeGroup").is_present()
    | argument("nodeGroupConfigurations").is_given()
)
"""The group has nodes to go over to, or shards, whose number is another question."""
ACTIVE_MQ = ("ActiveMQ", "ACTIVEMQ")
RABBIT_MQ = ("RabbitMQ", "RABBITMQ")

RULE = practices_rule(
    id="multi-zone",
    summary="Databases, caches and brokers must have a standby in another zone",
    rationale="""
        Where a zone fails, AWS goes over to a standby in another one within a minute or two. A single instance waits
        for the zone, or for a restore from a backup; its maintenance interrupts it, too. A standby costs as much as the
        instance, so that a database for development may do without. A replica is not asked, nor is a cache that joins
        a global datastore. Redshift has Multi-AZ for nodes of the type RA3 alone.
    """,
    harm="A fault of its zone, and each maintenance, stops it.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [
            turned_on(
                "multiAz",
                when=~argument("replicateSourceDb").is_present() & ~argument("engine").starts_with("custom-").unsaid(),
                controls=("RDS.5",),
            )
        ],
        elasticache.REPLICATION_GROUP: [
            practice(
                FAILOVER.is_true() | inherits("globalReplicationGroupId"),
                fix=fix(Set(FAILOVER.path, True), Set("numCacheClusters", Blank("2 or more"))),
                when=~HAS_REPLICAS.unsaid(),
                invalid=({}, {FAILOVER.path: False}),
                valid={FAILOVER.path: True, "globalReplicationGroupId": "orders", "nodeType": None},
                controls=("ElastiCache.3",),
            ),
            practice(
                FAILOVER.is_true() | inherits("globalReplicationGroupId"),
                fix=fix(Set(FAILOVER.path, True)),
                when=HAS_REPLICAS.unsaid(),
                invalid={"numCacheClusters": 2},
                valid=(
                    {FAILOVER.path: True, "numCacheClusters": 2},
                    {FAILOVER.path: True, "numNodeGroups": 1, "replicasPerNodeGroup": 1},
                ),
                controls=("ElastiCache.3",),
            ),
        ],
        ("aws:dms/replicationInstance:ReplicationInstance",): [turned_on("multiAz", controls=("DMS.13",))],
        ("aws:mq/broker:Broker",): [
            one_value(
                "deploymentMode",
                "ACTIVE_STANDBY_MULTI_AZ",
                but_not="SINGLE_INSTANCE",
                given={"engineType": ACTIVE_MQ},
                controls=("MQ.5",),
            ),
            one_value(
                "deploymentMode",
                "CLUSTER_MULTI_AZ",
                but_not="SINGLE_INSTANCE",
                given={"engineType": RABBIT_MQ},
                beside={"engineVersion": "3.13"},
                controls=("MQ.6",),
            ),
        ],
        ("aws:redshift/cluster:Cluster",): [
            practice(
                MULTI_AZ.is_true(),
                when=argument("nodeType").starts_with("ra3."),
                fix=fix(
                    Set(MULTI_AZ.path, True),
                    Set("clusterType", "multi-node"),
                    Set("numberOfNodes", Blank("2 or more")),
                    Set("encrypted", True),
                ),
                invalid=(TWO_NODES, {**TWO_NODES, MULTI_AZ.path: False}),
                valid={**TWO_NODES, MULTI_AZ.path: True},
                controls=("Redshift.18",),
            )
        ],
    },
)
