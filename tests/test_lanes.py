"""The lanes of a test session: what a whole one, a part and a worker set up."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

import pytest

from tests.conftest import pytest_cmdline_main

WHOLE, PART = pytest.Config.ArgsSource.TESTPATHS, pytest.Config.ArgsSource.ARGS


def workers_of(source: pytest.Config.ArgsSource, *, of_worker: bool = False, **options: Any) -> int | None:
    chosen = {"keyword": "", "markexpr": "", "collectonly": False, "usepdb": False, "numprocesses": None, **options}
    config: Any = Namespace(args_source=source, option=Namespace(**chosen))
    if of_worker:
        config.workerinput = {}
    pytest_cmdline_main(config)
    numprocesses: int | None = config.option.numprocesses
    return numprocesses


def test_a_whole_session_has_workers() -> None:
    assert workers_of(WHOLE) in range(1, 9)


def test_a_worker_starts_no_workers() -> None:
    assert workers_of(WHOLE, of_worker=True) is None


@pytest.mark.parametrize(
    "options", [{"keyword": "s3"}, {"markexpr": "engine"}, {"collectonly": True}, {"usepdb": True}]
)
def test_a_part_is_run_here(options: dict[str, Any]) -> None:
    assert workers_of(WHOLE, **options) is None
    assert workers_of(PART) is None


def test_a_chosen_number_of_workers_is_kept() -> None:
    assert workers_of(WHOLE, numprocesses=3) == 3
