"""What all test processes of a session share, and its lanes.

``--quick`` runs what a change of a rule or of the model may break, with fewer generated inputs: no CLI, no environment.
A whole session, quick or not, uses the machine's cores; one for some files or names does not wait for workers.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import SHARED_RUNS
from tests.generation.effort import LONG

HERE = Path(__file__).parent
QUICK = (
    "aws",
    "fixing",
    "judging",
    "model",
    "rules",
    "test_every_fix_in_source.py",
    "test_every_remedy.py",
    "test_every_rule.py",
    "test_settings.py",
)
LONG_FIRST = ("engine", "test_programs.py", "test_quality.py", "test_guides.py", "test_commands.py", "sources", "wire")
"""What waits for other processes; begun last, it would leave one worker alone at the end."""
MOST_WORKERS = 8

# A machine that is busy is no fault of a test. The same inputs each time: a run says something of the change that it is
# for. `--hypothesis-profile=long` searches with other and more inputs each time.
settings.register_profile(LONG, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", settings.get_profile(LONG), derandomize=True)
settings.register_profile("quick", settings.get_profile("full"), max_examples=20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only laws, rules and model, with fewer generated inputs")
    parser.addoption("--fuzz-seconds", type=float, default=0, help="how long each test of tests/fuzz searches")
    parser.addoption("--fuzz-seed", default="", help="the seed of that search, as its failure names it")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Chooses the workers; pytest-xdist reads its options after this."""
    if hasattr(config, "workerinput"):
        return  # This is a worker.
    option = config.option
    selects = option.keyword or option.markexpr or option.collectonly or option.usepdb
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if whole and not selects and getattr(option, "numprocesses", 0) is None:
        option.numprocesses = min(os.cpu_count() or 1, MOST_WORKERS)
        option.dist = "loadgroup"
        option.loadscopereorder = False


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the session makes the folder of shared runs; workers inherit its name."""
    if config.getoption("--hypothesis-profile") is None:
        settings.load_profile("quick" if config.getoption("quick") else "full")
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="guardrails-runs-")
        os.environ[SHARED_RUNS] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if config.getoption("quick") and collection_path.parent == HERE and collection_path.name not in QUICK:
        return True
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long ones first; tests that share what a module or package makes stay on one worker."""
    if getattr(config.option, "dist", "no") != "loadgroup" and not hasattr(config, "workerinput"):
        return
    items.sort(key=_place)
    for item in items:
        if _place(item) < len(LONG_FIRST):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(HERE).as_posix()))


def _place(item: pytest.Item) -> int:
    part = item.path.relative_to(HERE).parts[0]
    return LONG_FIRST.index(part) if part in LONG_FIRST else len(LONG_FIRST)
