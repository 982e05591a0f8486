"""What all test processes of a session share."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from tests.examples import SHARED_RUNS


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the session makes the folder of shared runs; workers inherit its name."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="guardrails-runs-")
        os.environ[SHARED_RUNS] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
