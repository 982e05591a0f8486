"""Subscription filters of a log group, by reference and by name."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import cloudwatch
from policypack.aws.cloudwatch.rules.cloudwatch_log_filters_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge_stack, resource

GROUP = resource(cloudwatch.LOG_GROUP[0], "it", {"name": "/orders"})
OTHER = resource(cloudwatch.LOG_GROUP[0], "other", {"name": "/other"})


def filters(count: int, group: Any, *linked: Resource) -> list[Resource]:
    depends = {"logGroup": linked}
    return [
        resource(cloudwatch.SUBSCRIPTION_FILTER[0], f"{group}-{index}", {"logGroup": group}, depends=depends)
        for index in range(count)
    ]


@pytest.mark.parametrize(("count", "verdict"), [(0, "fine"), (5, "fine"), (6, "violated: name")])
def test_limits(count: int, verdict: str) -> None:
    assert str(judge_stack(RULE, GROUP, OTHER, *filters(count, UNKNOWN, GROUP))["it"]) == verdict
    assert str(judge_stack(RULE, GROUP, OTHER, *filters(count, "/orders"))["it"]) == verdict
    assert str(judge_stack(RULE, GROUP, OTHER, *filters(count, "/other"))["it"]) == "fine"


def test_filters_of_a_group_from_nowhere() -> None:
    stack = [*filters(5, "/orders"), *filters(1, UNKNOWN)]
    assert str(judge_stack(RULE, GROUP, *stack)["it"]) == "undetermined: logGroup"
