"""deletion-protection: What holds data or serves clients must be protected from deletion."""

from dataclasses import replace

from policypack.aws import elb, rds
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

UNREACHABLE = "One wrong command deletes it, and the address that its clients know."

RULE = practices_rule(
    id="deletion-protection",
    summary="What holds data or serves clients must be protected from deletion",
    rationale="""
        With deletion protection AWS deletes the resource only once somebody has turned the protection off, whoever
        asks: a wrong click, a script, or an update that would make the resource anew. Pulumi's own option `protect`
        stops Pulumi alone, and AWS does not know it. Instances of a cluster have their cluster's protection.
    """,
    harm="One wrong command or one update that replaces it deletes the data.",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [turned_on("deletionProtection", controls=("RDS.8",))],
        rds.CLUSTER: [turned_on("deletionProtection", controls=("RDS.7",))],
        rds.DOCUMENTDB_CLUSTER: [turned_on("deletionProtection", controls=("DocumentDB.5",))],
        rds.NEPTUNE_CLUSTER: [turned_on("deletionProtection", controls=("Neptune.4",))],
        elb.LOAD_BALANCER: [replace(turned_on("enableDeletionProtection", controls=("ELB.6",)), harm=UNREACHABLE)],
        ("aws:dynamodb/table:Table",): [turned_on("deletionProtectionEnabled", controls=("DynamoDB.6",))],
    },
)
