"""What AWS refuses is refused by the real engine's preview; its mended twin passes.

A program for each of the services that most rejections are of: what a rule says does not depend on who asks it, which
tests/sources/test_like_the_engine.py holds, and a preview of the CLI takes seconds.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from policypack.engine.examples import examples_of
from policypack.engine.registry import all_rules
from policypack.rule import AnyRule, Bad, Example, Good, Rejection
from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.project import SecretText
from tests.engine.results import Result

ROOT = Path(__file__).parents[2]
REJECTING = [rule for rule in all_rules() if rule.rejections and rule.level == "mandatory"]
ONLY_REJECTIONS: Mapping[str, object] = {"all": "disabled", **{rule.id: "mandatory" for rule in REJECTING}}
SECRET = "secret:"
SERVICES = 14


@dataclass(frozen=True, slots=True)
class Pair:
    """A program that AWS would refuse, and one that it takes, of the rule that says most of a service."""

    service: str
    rule: AnyRule
    refused: Bad
    accepted: Good


def pairs() -> Iterator[Pair]:
    """One pair for each of the services with most rejections, in order of their names."""
    counts = Counter(one.service for rule in REJECTING for one in rule.rejections)
    for service in sorted(service for service, _ in counts.most_common(SERVICES)):
        rule = max(REJECTING, key=lambda rule: len(of_service(rule, service)))
        rejection = of_service(rule, service)[0]
        bad = [
            example for example in examples_of(rule) if isinstance(example, Bad) and rejection.invalid in example.finds
        ]
        good = [example for example in examples_of(rule) if isinstance(example, Good)]
        named = [example for example in good if f'"{rejection.valid}"' in example.program]
        yield Pair(service, rule, bad[0], (named or good)[0])


def of_service(rule: AnyRule, service: str) -> list[Rejection]:
    return [one for one in rule.rejections if one.service == service]


def preview(engine: Engine, example: Example) -> Result:
    """The preview of an example under the rules that refuse what AWS refuses, and no others."""
    config = {"aws:region": "us-east-1", **example.config}
    typed = {
        key: SecretText(value.removeprefix(SECRET)) if value.startswith(SECRET) else value
        for key, value in config.items()
    }
    return engine.preview(textwrap.dedent(example.program), ROOT, config=typed, policy_config=ONLY_REJECTIONS)


@pytest.mark.parametrize("pair", tuple(pairs()), ids=lambda pair: f"{pair.service}-{pair.rule.id}")
def test_what_aws_refuses_is_refused_and_its_mended_twin_passes(pair: Pair, new_engine: NewEngine) -> None:
    with ThreadPoolExecutor(max_workers=2) as previews:
        refused, accepted = previews.map(preview, (new_engine(), new_engine()), (pair.refused, pair.accepted))
    assert refused.exit_code == 1, refused
    assert {one.resource for one in refused.of(pair.rule.id)} == set(pair.refused.finds), refused
    assert accepted.mandatory == (), accepted
    assert accepted.succeeded, accepted
