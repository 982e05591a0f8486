"""Which targets scale the provisioned concurrency of a function."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.lambda_.rules.lambda_provisioned_concurrency_scaled import DIMENSION, RULE
from policypack.testing import UNKNOWN, judge_stack, resource

WRONG = "violated: provisionedConcurrentExecutions"


def verdict_on(target: dict[str, Any], depends: Any = None, **own: Any) -> str:
    given = {"functionName": "orders", "qualifier": "live", "provisionedConcurrentExecutions": 2, **own}
    config = resource("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", "it", given)
    scaling = {"scalableDimension": DIMENSION, "resourceId": "function:orders:live", **target}
    found = judge_stack(RULE, config, resource("aws:appautoscaling/target:Target", "t", scaling, depends=depends))
    return str(found["it"])


@pytest.mark.parametrize(
    ("target", "own", "verdict"),
    [
        ({}, {}, "fine"),
        ({}, {"functionName": "arn:aws:lambda:us-east-1:123456789012:function:orders"}, "fine"),
        ({}, {"qualifier": "3"}, WRONG),
        ({}, {"functionName": UNKNOWN}, "undetermined: functionName"),
        ({"resourceId": "function:bills:live"}, {}, WRONG),
        ({"resourceId": UNKNOWN}, {}, "undetermined: resourceId"),
        ({"scalableDimension": "ecs:service:DesiredCount"}, {}, WRONG),
        ({"scalableDimension": UNKNOWN}, {}, "undetermined: scalableDimension"),
    ],
)
def test_verdict(target: Any, own: Any, verdict: str) -> None:
    assert verdict_on(target, **own) == verdict


def test_an_id_made_of_the_same_function_counts_and_one_of_another_does_not() -> None:
    made = {name: resource("aws:lambda/function:Function", name, {}) for name in ("orders", "bills")}
    given = {"functionName": UNKNOWN, "qualifier": "live"}
    kind = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
    config = resource(kind, "it", given, depends={"functionName": [made["orders"]]})
    verdicts = []
    for source in made.values():
        scaling = {"scalableDimension": DIMENSION, "resourceId": UNKNOWN}
        target = resource("aws:appautoscaling/target:Target", "t", scaling, depends={"resourceId": [source]})
        verdicts.append(str(judge_stack(RULE, *made.values(), config, target)["it"]))
    assert verdicts == ["fine", WRONG]
