"""xray-sampling-rule-valid: Sampling rules must have priorities and rates in their ranges, and a name of their own."""

from policypack.aws.xray import SAMPLING_RULE
from policypack.constraint import within
from policypack.rule import constraints_rule

RULES = "https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html"

RULE = constraints_rule(
    id="xray-sampling-rule-valid",
    service="X-Ray",
    summary="Sampling rules must have priorities and rates in their ranges",
    rationale="""
        X-Ray has a rule of its own, Default, whose priority is 10,000, after all others. A rule of a program has
        another name, a priority before that one, and a rate of a part of all requests, 0 to 1.
    """,
    since="0.2.0",
    references=(RULES,),
    constraints={
        SAMPLING_RULE: (
            within(
                "priority",
                1,
                9999,
                error="InvalidRequestException: Invalid update request for default sampling rule",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/49597",
            ),
            within(
                "fixedRate",
                0,
                1,
                error="FixedRate: Valid Range: Minimum value of 0. Maximum value of 1.",
                source=RULES,
            ),
        )
    },
    base={
        SAMPLING_RULE[0]: {
            "ruleName": "orders",
            "priority": 100,
            "version": 1,
            "reservoirSize": 1,
            "fixedRate": 0.05,
            "urlPath": "*",
            "host": "*",
            "httpMethod": "*",
            "serviceType": "*",
            "serviceName": "*",
            "resourceArn": "*",
        }
    },
)
