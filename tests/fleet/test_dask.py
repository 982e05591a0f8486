"""An audit by the workers of a Dask scheduler is that of one process, also where a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from policypack.errors import ReportError
from policypack.fleet.audit import audit
from policypack.fleet.workers import at_scheduler, in_this_process
from policypack.reports.as_json import render
from policypack.reports.results import Report
from tests.fleet.states import export, fleet, resource, write

distributed = pytest.importorskip("distributed")
CONFIGURATION = Configuration(listed_rules())


def written(report: Report) -> str:
    """The report as JSON, without the time it took."""
    return "".join(render(Report(tuple(replace(one, seconds=0.0) for one in report.stacks))))


def test_a_killed_worker_loses_nothing_and_counts_nothing_twice(tmp_path: Path) -> None:
    states = fleet(tmp_path)
    states += [
        str(write(tmp_path, f"many-{number}.json", export(f"many-{number}", *buckets(number)))) for number in range(30)
    ]
    with in_this_process(CONFIGURATION, graph=False) as do:
        expected = written(audit(states, do))
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        seen = threading.Event()
        killer = threading.Thread(target=lambda: seen.wait(60) and os.kill(pids[0], signal.SIGKILL))
        killer.start()
        with at_scheduler(CONFIGURATION, cluster.scheduler_address, graph=False) as do:
            report = audit(states, do, lambda *_: seen.set())
        killer.join()
        assert not _is_there(pids[0])
    assert written(report) == expected


def buckets(number: int) -> list[dict[str, object]]:
    return [resource(f"many-{number}", "Bucket", f"own-{place}", {"bucket": f"acme-{place}"}) for place in range(10)]


def _is_there(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return False
        time.sleep(0.1)
    return True


def test_no_scheduler_answers() -> None:
    with (
        pytest.raises(ReportError, match="no scheduler answers"),
        at_scheduler(CONFIGURATION, "tcp://127.0.0.1:1", graph=False, timeout=1),
    ):
        pytest.fail("there is none")
