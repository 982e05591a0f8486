"""Programs as strangers write them, under the real engine: what was decided by hand is found, as it is offline.

The engine does not tell where an unknown export comes from, which an offline run knows: the exports are compared once
they are known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.project import Config, SecretText
from tests.engine.results import Result
from tests.expectations import WEIGHED_BY_HAND, Expectation, expectations, label

ROOT = Path(__file__).parents[2]
UNTOLD = {"stack-outputs"}

Found = set[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Case:
    """A program in one stack, with the configuration that only an engine can decrypt."""

    expected: Expectation
    secrets: Config = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.expected)


def _case(name: str, **secrets: str) -> Case:
    (expected,) = [one for one in expectations() if str(one) == name]
    return Case(expected, {key: SecretText(value) for key, value in secrets.items()})


PLATFORM = _case("platform-dev")
EVENTS = _case("events-eu")
LAMBDA_API = _case("lambda_api-staging", **{"orders-api:legacyDbPassword": "not-a-word-of-it"})
CASES = [PLATFORM, EVENTS, LAMBDA_API]


@pytest.fixture
def engine_of(new_engine: NewEngine) -> Callable[[Case], Engine]:
    return lambda case: new_engine(case.expected.stack)


@pytest.fixture(scope="module")
def once_made(new_engine: NewEngine) -> Callable[[Case], Result]:
    """Makes the stack without the pack and previews it with the pack: every value is known."""

    @cache
    def preview_again(case: Case) -> Result:
        engine = new_engine(case.expected.stack)
        made = engine.up(case.expected.folder, config=case.secrets)
        assert made.succeeded, str(made)
        return engine.preview(case.expected.folder, pack=ROOT, config=case.secrets)

    return preview_again


def found(result: Result) -> Found:
    told = {(one.policy, label(one.type, one.resource)) for one in result.findings}
    return {(rule, resource) for rule, resource in told if rule in WEIGHED_BY_HAND}


def decided(case: Case) -> Found:
    return {(rule, resource) for rule, resources in case.expected.found.items() for resource in resources}


def without(told: Found, rules: set[str]) -> Found:
    return {(rule, resource) for rule, resource in told if rule not in rules}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_engine_finds_what_was_decided_by_hand(case: Case, engine_of: Callable[[Case], Engine]) -> None:
    result = engine_of(case).preview(case.expected.folder, pack=ROOT, config=case.secrets)
    assert without(found(result), UNTOLD) == without(decided(case), UNTOLD), str(result)
    assert not result.succeeded


@pytest.mark.parametrize("case", CASES, ids=str)
def test_once_it_is_made_nothing_else_is_found(case: Case, once_made: Callable[[Case], Result]) -> None:
    result = once_made(case)
    assert without(found(result), UNTOLD) == without(decided(case), UNTOLD), str(result)


@pytest.mark.parametrize("case", [PLATFORM, EVENTS], ids=str)
def test_the_update_decides_what_the_exports_tell(case: Case, once_made: Callable[[Case], Result]) -> None:
    told = {one for one in found(once_made(case)) if one[0] in UNTOLD}
    assert told == {one for one in decided(case) if one[0] in UNTOLD}


def test_a_password_in_secret_configuration_is_told_from_a_literal(engine_of: Callable[[Case], Engine]) -> None:
    result = engine_of(LAMBDA_API).preview(LAMBDA_API.expected.folder, pack=ROOT, config=LAMBDA_API.secrets)
    assert [one.resource for one in result.of("password-generated")] == ["partner-db-password"], str(result)
    assert "legacy-db-password" not in "".join(one.message for one in result.of("undetermined-checks"))
    assert "not-a-word-of-it" not in result.stdout + result.stderr
