"""Fixtures: the CLI, and stacks of the real engine. Every test in this directory is marked ``engine``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from tests.engine.engine import Engine
from tests.engine.pulumi_cli import Cli, Unavailable, find_or_build_cli

Found = TypeVar("Found", Cli, Path)
NewEngine = Callable[..., Engine]
"""Takes the stack's name, if it is not to be ``dev``."""

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.engine)


def required(found: Found | Unavailable, promised: bool) -> Found:
    """The CLI, or what else a test needs; without it the test ends here, failed where it was promised and skipped
    elsewhere."""
    if not isinstance(found, Unavailable):
        return found
    if promised:
        pytest.fail(f"CI=true promises the Pulumi engine: {found.reason}")
    pytest.skip(found.reason)


@pytest.fixture(scope="session")
def cli(request: pytest.FixtureRequest) -> Cli:
    """The official CLI. Without one: skipped with the reason, or failed where CI=true promises one."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        found = find_or_build_cli()
    return required(found, promised=os.environ.get("CI") == "true")


@pytest.fixture(scope="session")
def new_engine(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> NewEngine:
    """Makes empty stacks, for fixtures of a wider scope than one test."""
    return lambda stack="dev": Engine(cli, tmp_path_factory.mktemp("engine"), stack)


@pytest.fixture
def engine(new_engine: NewEngine) -> Engine:
    """An empty stack of the test's own."""
    return new_engine()
