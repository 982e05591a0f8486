"""What is killed in the middle of a preview leaves no process of the pack behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, time
import pulumi_aws as aws
first = aws.sqs.Queue("first")
open({started!r}, "w").close()
for _ in range(600):
    if os.path.exists({go!r}):
        break
    time.sleep(0.1)
aws.sqs.Queue("second")
"""
PACK, ENGINE = b"pulumi.policy", b"--policy-pack"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="a system that does not tell of its processes")
@pytest.mark.parametrize("killed", [ENGINE, PACK], ids=["engine", "pack"])
def test_nothing_of_the_pack_is_left(killed: bytes, new_engine: NewEngine, tmp_path: Path) -> None:
    engine = new_engine()
    mark = f"PULUMI_HOME={engine.environment()['PULUMI_HOME']}".encode()
    started, go = tmp_path / "started", tmp_path / "go"
    with ThreadPoolExecutor(1) as pool:
        preview = pool.submit(engine.preview, PROGRAM.format(started=str(started), go=str(go)), pack=ROOT)
        until(lambda: started.exists() and bool(running(PACK, mark)))
        for process in running(killed, mark):
            os.kill(process, signal.SIGKILL)
        go.touch()
        until(lambda: running(PACK, mark) == [])
        assert not preview.result(timeout=120).succeeded


def running(word: bytes, mark: bytes) -> list[int]:
    """The processes of the engine with the word in their command."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_own = mark in (one / "environ").read_bytes().split(b"\0")
            if is_own and word in (one / "cmdline").read_bytes():
                found.append(int(one.name))
    return found


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.1)
