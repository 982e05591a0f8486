"""What a pack costs beside one that does nothing: python -m benchmarks.packs [--rounds N] [--resources N]

Starts each pack as the engine does and asks it over gRPC, the packs in turn, so that a slow moment of the machine hits
both alike. CPU seconds are those of the pack's process, from its start to its end.

    start     until it has told its policies and taken its configuration
    analyze   what each resource of a mixed stack costs besides, by Analyze
    stack     what the whole stack costs besides, by AnalyzeStack
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from benchmarks.scale import analyze_request, in_stack
from benchmarks.stacks import CASES
from policypack.pack import make_servicer
from policypack.wire.server import MESSAGE_SIZES

ROOT = Path(__file__).parents[1]
MOST_START, MOST_ANALYZE, MOST_CONFIGURE = 1.15, 1.5, 3
LEAST_TOLD = 0.01
"""Seconds between two processes that are not noise."""
FLOOR, OURS = "does nothing", "aws-guardrails"
PACKS = {FLOOR: ROOT / "benchmarks" / "nothing", OURS: ROOT}


@dataclass(frozen=True)
class Costs:
    """CPU seconds of one pack in one round."""

    start: float
    analyze: float
    stack: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print medians and the ratios of their rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--resources", type=int, default=1000)
    options = parser.parse_args(arguments)
    rounds = [{name: measure(pack, options.resources) for name, pack in PACKS.items()} for _ in range(options.rounds)]
    print(
        f"{options.resources} mixed resources, {options.rounds} rounds, medians of CPU time"
        f" (goals: start {MOST_START} x the floor, analyze {MOST_ANALYZE} x, the first Configure {MOST_CONFIGURE} ms)"
    )
    print(table(rounds, options.resources))
    configured = [1e3 * _first_configure() for _ in range(options.rounds)]
    print(f"{'first Configure, ms':<22} {'':>14} {median(configured):>16.2f}")
    return 0


def _first_configure() -> float:
    """CPU seconds of the pack's process for the first Configure, with all that the engine sends of its own accord."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_configure).result()


def _configure() -> float:
    servicer = make_servicer(ROOT)
    request = _as_the_engine_sends_it(servicer.GetAnalyzerInfo(empty_pb2.Empty(), None))
    started = time.process_time()
    servicer.Configure(request, None)
    return time.process_time() - started


def _as_the_engine_sends_it(info: analyzer_pb2.AnalyzerInfo) -> analyzer_pb2.ConfigureAnalyzerRequest:
    """Each policy with the level and the options that the pack told."""
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for one in info.policies:
        told = request.policyConfig[one.name]
        told.enforcementLevel = one.enforcementLevel
        for key, schema in one.configSchema.properties.items():
            if "default" in schema:
                told.properties[key] = schema["default"]
    return request


def table(rounds: Sequence[Mapping[str, Costs]], resources: int) -> str:
    """A line for each measure: both packs, and the median of the ratios."""
    lines = [f"{'':<22} {FLOOR:>14} {OURS:>16} {'ratio':>8}"]
    for title, name, unit in (
        ("start, ms", "start", 1e3),
        ("analyze, ms a resource", "analyze", 1e3 / resources),
        ("stack, ms a resource", "stack", 1e3 / resources),
    ):
        floor, ours = ([getattr(one[pack], name) for one in rounds] for pack in (FLOOR, OURS))
        ratio = "-"
        if min(floor) > LEAST_TOLD:
            ratio = f"{median(mine / least for mine, least in zip(ours, floor, strict=True)):.2f}"
        lines.append(f"{title:<22} {median(floor) * unit:>14.2f} {median(ours) * unit:>16.2f} {ratio:>8}")
    return "\n".join(lines)


def measure(pack: Path, size: int) -> Costs:
    """The costs of one pack: of three processes that are asked ever more."""
    start = _seconds(pack, [], whole=None)
    resources = CASES["mixed"][0](size)
    requests = [analyze_request(one) for one in resources]
    analyzed = _seconds(pack, requests, whole=None)
    whole = analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(one) for one in resources])
    return Costs(start, analyzed - start, _seconds(pack, requests, whole=whole) - analyzed)


def _seconds(
    pack: Path, requests: Sequence[analyzer_pb2.AnalyzeRequest], whole: analyzer_pb2.AnalyzeStackRequest | None
) -> float:
    process = subprocess.Popen([sys.executable, pack / "__main__.py"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    port = int(process.stdout.readline())
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=MESSAGE_SIZES) as channel:
        stub = analyzer_pb2_grpc.AnalyzerStub(channel)
        stub.Handshake(analyzer_pb2.AnalyzerHandshakeRequest())
        stub.ConfigureStack(
            analyzer_pb2.AnalyzerStackConfigureRequest(
                project="scale", stack="dev", dry_run=True, config={"aws:region": "us-east-1"}
            )
        )
        stub.GetPluginInfo(empty_pb2.Empty())
        stub.Configure(_as_the_engine_sends_it(stub.GetAnalyzerInfo(empty_pb2.Empty())))
        for request in requests:
            stub.Analyze(request)
        if whole is not None:
            stub.AnalyzeStack(whole)
    process.terminate()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    process.stdout.close()
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
