"""How long to search, and from which seed."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

SEED = "aws-guardrails"
"""The seed of a run without options, which tries the same inputs each time."""


@dataclass(frozen=True)
class Search:
    """Gives a source of randomness for each case; what a test says of a failure names seed and case."""

    seed: str
    seconds: float

    def cases(self, number: int) -> Iterator[random.Random]:
        """So many, or as many as there is time for."""
        ends = time.monotonic() + self.seconds
        case = 0
        while time.monotonic() < ends if self.seconds else case < number:
            try:
                yield random.Random(f"{self.seed}/{case}")
            except GeneratorExit:
                print(f"found at case {case} of --fuzz-seed={self.seed}")  # noqa: T201 - pytest shows it with a failure
                raise
            case += 1


@pytest.fixture
def search(request: pytest.FixtureRequest) -> Search:
    seconds = float(request.config.getoption("--fuzz-seconds"))
    seed = request.config.getoption("--fuzz-seed") or (secrets.token_hex(4) if seconds else SEED)
    return Search(str(seed), seconds)
