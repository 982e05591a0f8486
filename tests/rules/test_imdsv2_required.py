"""imdsv2-required: who decides where an instance says nothing."""

from typing import Any

import pytest

from policypack.aws.ec2.rules.imdsv2_required import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource

TOKENS = "metadataOptions.httpTokens"
DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"


@pytest.mark.parametrize(
    ("inputs", "options", "verdict"),
    [
        ({}, {}, f"violated: {TOKENS}"),
        ({}, {"accountDefault": True}, "fine"),
        ({"metadataOptions": {"httpTokens": "optional"}}, {"accountDefault": True}, f"violated: {TOKENS}"),
        ({"metadataOptions": {"httpTokens": UNKNOWN}}, {}, f"undetermined: {TOKENS}"),
        ({"metadataOptions": {"httpEndpoint": "disabled"}}, {}, "fine"),
        ({"launchTemplate": {"id": "lt-1"}}, {}, "undetermined: launchTemplate"),
    ],
)
def test_verdict(inputs: dict[str, Any], options: dict[str, bool], verdict: str) -> None:
    assert str(judge(RULE, options=options, **inputs)) == verdict


@pytest.mark.parametrize(("tokens", "verdict"), [("required", "fine"), ("no-preference", f"violated: {TOKENS}")])
def test_the_account_s_default_of_the_stack_counts(tokens: str, verdict: str) -> None:
    instance = resource("aws:ec2/instance:Instance", "it", {})
    defaults = resource(DEFAULTS, "defaults", {"httpTokens": tokens})
    assert str(judge_stack(RULE, instance, defaults, config={"aws:region": "us-east-1"})["it"]) == verdict
