"""lambda-tracing: Lambda functions must be traced by X-Ray."""

from policypack.aws import lambda_
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import one_value
from policypack.rule import practices_rule

RULE = practices_rule(
    id="lambda-tracing",
    summary="Lambda functions must be traced by X-Ray",
    rationale="""
        With the tracing mode Active, Lambda samples requests and X-Ray shows where their time goes and which service
        behind the function fails. PassThrough only follows what the caller samples. The function's role needs
        xray:PutTraceSegments and xray:PutTelemetryRecords.
    """,
    harm="Where a slow or failed request spent its time remains unknown.",
    consequence="hygiene",
    since="0.3.0",
    base=COMPUTE,
    practices={
        lambda_.FUNCTION: [one_value("tracingConfig.mode", "Active", but_not="PassThrough", controls=("Lambda.7",))]
    },
)
