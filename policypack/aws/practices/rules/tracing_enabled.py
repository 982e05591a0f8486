"""tracing-enabled: Requests must be traced."""

from policypack.aws import lambda_
from policypack.aws.apigateway import rest
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import one_value, turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="tracing-enabled",
    summary="Requests must be traced",
    rationale="""
        A trace follows a request through the services that it calls: it tells which of them was slow or failed.
        The role of a Lambda function needs the right to write traces; with PassThrough the function only follows what
        its caller has decided to trace.
    """,
    harm="Nobody sees which of the services behind a request was slow or failed.",
    consequence="hygiene",
    since="0.3.0",
    base={**BASES, **COMPUTE},
    practices={
        rest.STAGE: [turned_on("xrayTracingEnabled", controls=("APIGateway.3",))],
        lambda_.FUNCTION: [
            # The function's role must let it write traces: xray:PutTraceSegments and xray:PutTelemetryRecords.
            one_value("tracingConfig.mode", "Active", but_not="PassThrough", controls=("Lambda.7",))
        ],
    },
)
