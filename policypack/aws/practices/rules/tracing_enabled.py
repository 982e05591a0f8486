"""tracing-enabled: Requests must be traced."""

from policypack.aws.apigateway import rest
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="tracing-enabled",
    summary="Requests must be traced",
    rationale="""
        A trace follows a request through the services that it calls: it tells which of them was slow or failed.
    """,
    harm="Nobody sees which of the services behind a request was slow or failed.",
    consequence="hygiene",
    since="0.3.0",
    base=BASES,
    practices={rest.STAGE: [turned_on("xrayTracingEnabled", controls=("APIGateway.3",))]},
)
