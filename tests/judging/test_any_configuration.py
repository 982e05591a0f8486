"""No configuration, however malformed, crashes the pack or is passed over; the error names the key."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.document import OF_FILE, OF_STACK
from policypack.engine.options import camel_case
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.settings import Settings
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment
from tests.generation.effort import effort
from tests.judging.test_configuration import OPEN, RULES, TODAY, configuration, setting, stack

_names = [*(rule.id for rule in RULES), *(one.id for one in PACK_POLICIES), "all", "s3-*", "nothing-*"]
_keys = sorted(
    {
        *OF_FILE,
        *(
            "rule",
            "resource",
            "reason",
            "owner",
            "expires",
            "stack",
            "tags",
            "exempt",
            "enforcementLevel",
            "guardrails",
        ),
        *(camel_case(field.name) for rule in RULES if rule.options for field in dataclasses.fields(rule.options)),
    }
)
_words = st.one_of(
    st.sampled_from(_names),
    st.sampled_from(_keys),
    st.sampled_from(
        ["advisory", "mandatory", "2027-01-31", "prod*", "[", "08:00-18:00", "UTC", "../x", "\x00", "a" * 300]
    ),
    st.text(max_size=8),
)
_trees = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _words, st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(st.sampled_from(_names), _words), inner, max_size=3)
    ),
    max_leaves=12,
)
_documents = st.one_of(
    _trees, st.dictionaries(st.sampled_from(OF_FILE), _trees, max_size=4), st.dictionaries(_words, _trees, max_size=4)
)


def attempt(make: Callable[[], Settings]) -> Settings | ConfigurationError:
    try:
        return make()
    except ConfigurationError as error:
        return error


def is_named(error: ConfigurationError, tree: Any) -> bool:
    """The error names a key of the document, or the document is no mapping at all."""
    return not isinstance(tree, dict) or any(str(key)[:60] in str(error) for key in tree)


@settings(max_examples=effort(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(_documents)
@example({"options": {"rds-backup-window": {"timezone": "../../etc"}}})
@example({"options": {"vpc-three-zones": {"minZones": float("inf")}}})
def test_no_file_crashes_the_pack_or_is_passed_over(tmp_path: Path, tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    tree = yaml.safe_load(text)  # PyYAML writes some control characters as blanks.
    made = attempt(lambda: configuration(tmp_path, text).settings(stack()))
    if isinstance(made, ConfigurationError):
        assert is_named(made, tree), made
        return
    assert tree is None or isinstance(tree, dict)
    assert all(str(key) in OF_FILE for key in tree or {})
    said = [*levels_of(tree or {}), *options_of(tree or {})]
    for name, expected in said:
        assert expected(setting(made, name)), name


def levels_of(tree: dict[str, Any]) -> list[tuple[str, Any]]:
    told = tree.get("levels") or {}
    return [
        (name, lambda one, level=level: one.level == level or bool(tree.get("environments")))
        for name, level in told.items()
        if name not in ("all", "s3-*", "nothing-*") and "*" not in name and "?" not in name and "[" not in name
    ]


def options_of(tree: dict[str, Any]) -> list[tuple[str, Any]]:
    told = tree.get("options") or {}
    return [
        (name, lambda one, keys=keys: bool(tree.get("environments")) or set(keys or ()) == set(one.options_from))
        for name, keys in told.items()
    ]


@settings(max_examples=effort(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(_documents)
def test_no_policy_configuration_crashes_the_pack_or_is_passed_over(tmp_path: Path, tree: Any) -> None:
    tree = tree if isinstance(tree, dict) else {"all": tree}
    policies = json.loads(json.dumps(tree, default=str))
    made = attempt(lambda: Configuration(RULES, today=TODAY).with_policies(policies, tmp_path).settings(stack()))
    if isinstance(made, ConfigurationError):
        assert is_named(made, tree), made
    else:
        assert set(policies) <= {*(rule.id for rule in RULES), *(one.id for one in PACK_POLICIES), "all"}


@settings(max_examples=effort(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.one_of(st.sampled_from(OF_STACK), _words), st.one_of(_trees, _words), max_size=3))
def test_no_stack_configuration_crashes_the_pack_or_is_passed_over(tmp_path: Path, said: dict[str, Any]) -> None:
    config = {
        f"guardrails:{key}": value if isinstance(value, str) else json.dumps(value, default=str)
        for key, value in said.items()
    }
    run = Deployment(project="shop", stack="dev", config=config)
    made = attempt(lambda: configuration(tmp_path, OPEN).settings(run))
    if isinstance(made, ConfigurationError):
        assert any(key in str(made) for key in config), made
    else:
        assert set(said) <= set(OF_STACK)
