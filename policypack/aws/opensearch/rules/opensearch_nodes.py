"""opensearch-nodes: Search domains must have three data nodes and three dedicated masters."""

from policypack.constraint import Blank, Inputs, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

CONFIG = "clusterConfig"
COUNT, MASTERS = argument(f"{CONFIG}.instanceCount"), argument(f"{CONFIG}.dedicatedMasterCount")
AWARE, HAS_MASTERS = argument(f"{CONFIG}.zoneAwarenessEnabled"), argument(f"{CONFIG}.dedicatedMasterEnabled")
STANDBY, ZONES = argument(f"{CONFIG}.multiAzWithStandbyEnabled"), f"{CONFIG}.zoneAwarenessConfig.availabilityZoneCount"
WHOLE: Inputs = {
    COUNT.path: 3,
    AWARE.path: True,
    ZONES: 3,
    HAS_MASTERS.path: True,
    MASTERS.path: 3,
    f"{CONFIG}.dedicatedMasterType": "m6g.large.search",
}
OPENSEARCH, ELASTICSEARCH = "aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"

RULE = practices_rule(
    id="opensearch-nodes",
    summary="Search domains must have three data nodes and three master nodes",
    rationale="""
        Three data nodes in three zones, and three nodes that do nothing but lead the cluster: then the domain answers
        while one zone fails, and while AWS changes a node. With two masters neither can tell which one is right. A
        domain for development may have one node. In a VPC, name a subnet of each zone.
    """,
    harm="When one node or one zone fails, the domain stops or loses data.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    practices={
        (OPENSEARCH, ELASTICSEARCH): [
            practice(
                COUNT.at_least(3),
                fix=fix(Set(COUNT.path, 3), Set(AWARE.path, True), Set(ZONES, 3)),
                invalid=({**WHOLE, COUNT.path: 2, ZONES: 2}),
                valid=WHOLE,
                controls=("Opensearch.6",),
            ),
            practice(
                AWARE.is_true(),
                when=COUNT.at_least(3).unsaid() & ~STANDBY.is_true().unsaid(),
                fix=fix(Set(AWARE.path, True), Set(ZONES, Blank("3, or 2 for an even number of nodes"))),
                invalid=({**WHOLE, AWARE.path: None, ZONES: None}, {**WHOLE, AWARE.path: False, ZONES: None}),
                valid=WHOLE,
                controls=("Opensearch.6",),
            ),
            practice(
                HAS_MASTERS.is_true(),
                fix=fix(
                    Set(HAS_MASTERS.path, True),
                    Set(MASTERS.path, 3),
                    Set(f"{CONFIG}.dedicatedMasterType", Blank("a type of instance for the masters")),
                ),
                invalid={**WHOLE, HAS_MASTERS.path: False, MASTERS.path: None},
                valid=WHOLE,
                controls=("Opensearch.11",),
            ),
            practice(
                MASTERS.at_least(3) | ~MASTERS.is_set().unsaid(),
                when=HAS_MASTERS.is_true().unsaid(),
                fix=fix(Set(MASTERS.path, 3)),
                invalid={**WHOLE, MASTERS.path: 2},
                valid=WHOLE,
                controls=("Opensearch.11",),
            ),
        ],
    },
)
