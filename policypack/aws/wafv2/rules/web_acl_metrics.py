"""web-acl-metrics: Web ACLs and their rules must have metrics."""

from policypack.aws import wafv2
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

_ENABLED = "visibilityConfig.cloudwatchMetricsEnabled"
_RULE = {
    "name": "limit",
    "priority": 0,
    "action": {"block": {}},
    "statement": {"geoMatchStatement": {"countryCodes": ["KP"]}},
    "visibilityConfig": {"metricName": "limit", "sampledRequestsEnabled": True},
}

RULE = practices_rule(
    id="web-acl-metrics",
    summary="Web ACLs and their rules must have metrics",
    rationale="""
        The metrics count the requests that each rule allows, counts and blocks: without them nobody sees an attack, or
        a rule that blocks customers.
    """,
    harm="Nobody sees what the rules block or let through.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        (*wafv2.WEB_ACL, *wafv2.RULE_GROUP): [
            turned_on(_ENABLED, controls=("WAF.12",)),
            turned_on(_ENABLED, controls=("WAF.12",)).inside("rules[]", beside=_RULE).beside({_ENABLED: True}),
        ]
    },
)
