"""apigateway-cache: Stages must cache answers."""

from policypack.aws.apigateway import rest
from policypack.aws.practices.network_base import NETWORK_BASES
from policypack.constraint import Blank, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html"

RULE = practices_rule(
    id="apigateway-cache",
    summary="Stages must cache answers",
    rationale="""
        The cache of a stage answers requests that were asked before, without the service behind. It costs by the hour,
        and answers may be as old as it allows: the rule is off unless a setting gives it a level.
    """,
    harm="Each request reaches the service behind, those that were just answered, too.",
    level="disabled",
    consequence="cost",
    since="0.3.0",
    base=NETWORK_BASES,
    practices={
        rest.STAGE: [
            practice(
                argument("cacheClusterEnabled").is_true(),
                fix=fix(Set("cacheClusterEnabled", True), Set("cacheClusterSize", Blank("a size in GB, such as 0.5"))),
                invalid=({}, {"cacheClusterEnabled": False}),
                valid={"cacheClusterEnabled": True, "cacheClusterSize": "0.5"},
                source=PAGE,
            )
        ]
    },
)
