from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.codepipeline.rules.codepipeline_build_stage import RULE
from policypack.testing import UNKNOWN, judge, secret


def stages(*categories: Any) -> list[dict[str, Any]]:
    """A stage for each argument: categories of its actions, each with its run order where it has one."""
    return [
        {"name": f"stage-{at}", "actions": [action(one) for one in (many if isinstance(many, list) else [many])]}
        for at, many in enumerate(categories)
    ]


def action(category: Any) -> dict[str, Any]:
    category, order = category if isinstance(category, tuple) else (category, None)
    return {"name": "run", "category": category, **({} if order is None else {"runOrder": order})}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (stages("Source", "Build", "Deploy"), "fine"),
        (stages("Source", "Build"), "fine"),
        (stages("Source", "Compute", "Deploy"), "fine"),
        (stages("Source", "Approval", "Test", "Build", "Deploy"), "fine"),
        (stages("Source", [("Build", 1), ("Deploy", 2)]), "fine"),
        (stages("Source", [("Deploy", "2"), ("Build", "1")]), "fine"),
        (stages("Source", ["Build", ("Deploy", 2)]), "fine"),
        (stages("Source", ["Build", "Test", "Build"], "Deploy"), "fine"),
        (stages("Source", "Deploy"), "violated: stages"),
        (stages("Source", "Deploy", "Build"), "violated: stages"),
        (stages("Source", ["Build", "Deploy"]), "violated: stages"),
        (stages("Source", [("Build", 2), ("Deploy", 1)]), "violated: stages"),
        (stages("Source", "Test"), "violated: stages"),
        (stages("Source", secret("Deploy")), "violated: stages"),
        (stages("Source", secret("Build"), "Deploy"), "fine"),
        (stages("Source", "Build", UNKNOWN), "fine"),
        (stages("Source", UNKNOWN, "Deploy"), "undetermined: stages[1].actions[0].category"),
        (stages("Source", UNKNOWN, "Build", "Deploy"), "undetermined: stages[1].actions[0].category"),
        (stages("Source", [("Build", UNKNOWN), ("Deploy", 2)]), "undetermined: stages[1].actions[0].runOrder"),
        ([*stages("Source"), UNKNOWN], "undetermined: stages[1]"),
        (UNKNOWN, "undetermined: stages"),
        ([], "violated: stages"),
        (None, "violated: stages"),
    ],
)
def test_verdict(given: Any, verdict: str) -> None:
    assert str(judge(RULE, stages=given)) == verdict


def test_message_tells_of_the_deploy_action_only_where_there_is_one() -> None:
    assert "before the first deploy action" in judge(RULE, stages=stages("Source", "Deploy")).messages[0]
    assert "before the first deploy action" not in judge(RULE, stages=stages("Source", "Test")).messages[0]
