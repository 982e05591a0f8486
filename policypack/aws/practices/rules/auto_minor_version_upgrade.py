"""auto-minor-version-upgrade: Services must take minor upgrades automatically."""

from policypack.aws import elasticache
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="auto-minor-version-upgrade",
    summary="Services must take minor upgrades automatically",
    rationale="""
        AWS makes minor upgrades in the maintenance window; they bring the fixes of security faults. Caches and Redshift
        take them unless the program turns them off; brokers and replication instances of DMS only where it asks for
        them. Databases have a rule of their own, `rds-auto-minor-version-upgrade`. A member of a replication group has
        the group's setting, and Memcached has none.
    """,
    harm="Fixes of security faults wait until somebody upgrades by hand.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elasticache.REPLICATION_GROUP: [
            turned_on("autoMinorVersionUpgrade", by_default=True, controls=("ElastiCache.2",))
        ],
        elasticache.CLUSTER: [
            turned_on(
                "autoMinorVersionUpgrade",
                by_default=True,
                when=~argument("engine").equals("memcached") & ~argument("replicationGroupId").is_present(),
                controls=("ElastiCache.2",),
            )
        ],
        ("aws:dms/replicationInstance:ReplicationInstance",): [
            turned_on("autoMinorVersionUpgrade", controls=("DMS.6",))
        ],
        ("aws:mq/broker:Broker",): [
            turned_on("autoMinorVersionUpgrade", beside={"autoMinorVersionUpgrade": None}, controls=("MQ.3",))
        ],
        ("aws:redshift/cluster:Cluster",): [
            turned_on("allowVersionUpgrade", by_default=True, controls=("Redshift.6",))
        ],
    },
)
