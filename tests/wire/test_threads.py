"""The pack as a process of many threads and many runs: the same answers, the same memory, and an end."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2

from policypack.pack import make_servicer
from policypack.wire.servicer import Servicer
from tests.engine.recorder import RecordedCall
from tests.test_recorded import ROOT, recording
from tests.wire.test_servicer import connected

THREADS = 32
Said = tuple[tuple[str, ...], ...]


def said(reply: analyzer_pb2.AnalyzeResponse) -> Said:
    return (
        *((one.policyName, one.urn, one.message) for one in reply.diagnostics),
        *((one.policy_name, one.reason) for one in reply.not_applicable),
    )


def run(servicer: Servicer, name: str) -> list[Said]:
    """The answers of one run, one after the other."""
    return [said(ask(servicer, call)) for call in start(servicer, name)]


def start(servicer: Servicer, name: str) -> list[RecordedCall]:
    """Tells of the stack; gives the calls to make."""
    calls = recording(name)
    servicer.ConfigureStack(next(one.request for one in calls if one.call == "ConfigureStack"), None)
    return [one for one in calls if one.call in ("Analyze", "AnalyzeStack")]


def ask(servicer: Servicer, call: RecordedCall) -> Any:
    return getattr(servicer, call.call)(call.request, None)


@pytest.mark.parametrize("name", ["flawed-preview", "flawed-update", "hardened-preview"])
def test_many_threads_give_the_answers_of_one(name: str) -> None:
    serial, servicer = run(make_servicer(ROOT), name), make_servicer(ROOT)
    *analyses, stack = start(servicer, name)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            found = [said(one) for one in pool.map(lambda call: ask(servicer, call), analyses)]
            whole = [said(one) for one in pool.map(lambda call: ask(servicer, call), [stack] * 3)]
    finally:
        sys.setswitchinterval(before)
    # In an update a resource is stopped for what came before it, which is a matter of order.
    together = [sorted({one for each in every for one in each}) for every in (serial, [*found, whole[0]])]
    assert together[0] == together[1]
    assert name == "flawed-update" or [*found, whole[0]] == serial
    assert whole == [whole[0]] * 3


def configured(level: int) -> analyzer_pb2.ConfigureAnalyzerRequest:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["s3-versioning"].enforcementLevel = level
    return request


def test_a_run_leaves_nothing_to_the_next() -> None:
    names = ("flawed-preview", "hardened-preview")
    alone = {name: run(make_servicer(ROOT), name) for name in names}
    servicer = make_servicer(ROOT)
    assert [run(servicer, name) == alone[name] for name in (*names, names[0])] == [True, True, True]
    servicer.Configure(configured(analyzer_pb2.DISABLED), None)
    assert run(servicer, names[0]) != alone[names[0]]
    servicer.Configure(analyzer_pb2.ConfigureAnalyzerRequest(), None)
    servicer.Cancel(empty_pb2.Empty(), None)
    assert run(servicer, names[0]) == alone[names[0]]


def test_calls_that_are_cancelled_change_no_later_answer() -> None:
    servicer = make_servicer(ROOT)
    serial = run(make_servicer(ROOT), "flawed-preview")
    calls = start(servicer, "flawed-preview")
    with connected(servicer) as stub:
        for call in calls * 2:
            getattr(stub, call.call).future(call.request).cancel()
        assert [said(getattr(stub, call.call)(call.request)) for call in calls] == serial


def test_memory_does_not_grow_with_calls() -> None:
    servicer = make_servicer(ROOT)
    *analyses, stack = start(servicer, "flawed-preview")

    def objects() -> int:
        for call in analyses * 4:
            ask(servicer, call)
        ask(servicer, stack)
        gc.collect()
        return len(gc.get_objects())

    objects()
    assert abs(objects() - objects()) < 100


PARENT = """
import subprocess, sys
pack = subprocess.Popen([sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", "."], stdout=subprocess.PIPE)
pack.stdout.readline()
print(pack.pid, flush=True)
pack.wait()
"""


@pytest.mark.skipif(not hasattr(os, "getppid") or os.name == "nt", reason="a system without POSIX processes")
def test_the_pack_ends_with_whoever_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pack = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 30
    while runs(pack):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
