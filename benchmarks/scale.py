"""CPU seconds and memory of large stacks: python -m benchmarks.scale [CASE[=SIZE] ...] [--sizes] [--double]

Sends each stack of ``benchmarks.stacks`` to the servicer as the engine would, without the engine: every resource by
Analyze, then all by AnalyzeStack; then by Analyze as in an update, which asks some rules of stacks before the end. Each
case runs in a process of its own, whose peak memory holds the requests, too.
With ``--double`` each case is also measured at twice its size: a linear analysis takes about twice as long.

    python -m benchmarks.scale                        all cases at their usual sizes
    python -m benchmarks.scale mixed=1000 mixed=10000
    python -m benchmarks.scale --double subnets
"""

from __future__ import annotations

import argparse
import dataclasses
import resource as usage
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pulumi.runtime.proto import analyzer_pb2

from benchmarks.stacks import CASES
from policypack.model.resources import Resource
from policypack.pack import make_servicer
from policypack.wire.servicer import Servicer
from policypack.wire.trees import encode_properties

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Measured:
    """What one case took: CPU seconds, resident memory in MB, and how much was found."""

    case: str
    size: int
    resources: int
    analyze: float
    analyze_stack: float
    analyze_update: float
    megabytes: int
    findings: int

    def __str__(self) -> str:
        return (
            f"{self.case:<26} {self.size:>7} {self.resources:>10} {self.analyze:>9.2f} {self.analyze_stack:>13.2f}"
            f" {self.analyze_update:>10.2f} {self.megabytes:>6} {self.findings:>9}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, a line as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE[=SIZE]", default=list(CASES))
    parser.add_argument("--double", action="store_true", help="measure each case at twice its size, too")
    options = parser.parse_args(arguments)
    print(
        f"{'case':<26} {'size':>7} {'resources':>10} {'Analyze':>9} {'AnalyzeStack':>13}"
        f" {'in update':>10} {'MB':>6} {'findings':>9}"
    )
    before: Measured | None = None
    for case, size in _asked(options.cases, options.double):
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found = alone.submit(measure, case, size).result()
        print(f"{found}{_growth(before, found)}", flush=True)
        before = found
    return 0


def _growth(before: Measured | None, now: Measured) -> str:
    """How much more a larger stack of the same case takes, and its memory a resource."""
    if before is None or before.case != now.case or before.size >= now.size:
        return ""
    times = now.analyze_stack / max(before.analyze_stack, 1e-3)
    kilobytes = 1024 * (now.megabytes - before.megabytes) / max(now.resources - before.resources, 1)
    return f"   {now.size / before.size:.0f} x the size: {times:.1f} x AnalyzeStack, {kilobytes:.0f} KB a resource"


def _asked(cases: Iterable[str], double: bool) -> Iterator[tuple[str, int]]:
    for text in cases:
        case, _, said = text.partition("=")
        if case not in CASES:
            sys.exit(f"no case {case}: choose among {', '.join(CASES)}")
        size = int(said) if said else CASES[case][1]
        yield case, size
        if double:
            yield case, 2 * size


def measure(case: str, size: int) -> Measured:
    """Make the stack, ask the servicer, and tell what that took."""
    make, _ = CASES[case]
    resources = make(size)
    analyses = [analyze_request(one) for one in resources]
    whole = analyzer_pb2.AnalyzeStackRequest(resources=[in_stack(one) for one in resources])
    servicer = _configured(preview=True)
    started = time.process_time()
    found = sum(len(servicer.Analyze(request, None).diagnostics) for request in analyses)
    analysed = time.process_time()
    found += len(servicer.AnalyzeStack(whole, None).diagnostics)
    ended = time.process_time()
    megabytes = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss // 1024
    updating = _configured(preview=False)
    requests = [analyze_request(one) for one in _with_values(resources)]
    before_update = time.process_time()
    for request in requests:
        updating.Analyze(request, None)
    in_update = time.process_time() - before_update
    return Measured(case, size, len(resources), analysed - started, ended - analysed, in_update, megabytes, found)


def _configured(*, preview: bool) -> Servicer:
    servicer: Servicer = make_servicer(ROOT)
    config = {"aws:region": "us-east-1"}
    request = analyzer_pb2.AnalyzerStackConfigureRequest(project="scale", stack="dev", dry_run=preview, config=config)
    servicer.ConfigureStack(request, None)
    return servicer


def _with_values(resources: list[Resource]) -> list[Resource]:
    """The resources as an update sends them: each named, and references known by the names."""
    names = {one.urn: f"{one.name}-1a2b3c4" for one in resources}
    found = []
    for one in resources:
        own = {"bucket" if "bucket:" in one.type else "name": names[one.urn]}
        references = {
            key: [names[urn] for urn in urns] if isinstance(one.inputs[key], list) else names[urns[0]]
            for key, urns in one.property_dependencies.items()
        }
        found.append(dataclasses.replace(one, inputs={**own, **one.inputs, **references}))
    return found


def analyze_request(one: Resource) -> analyzer_pb2.AnalyzeRequest:
    """The request by which the engine asks for one resource."""
    return analyzer_pb2.AnalyzeRequest(
        type=one.type,
        urn=one.urn,
        name=one.name,
        properties=encode_properties(one.inputs),
        options=analyzer_pb2.AnalyzerResourceOptions(parent=one.parent),
        provider=_provider(one),
    )


def in_stack(one: Resource) -> analyzer_pb2.AnalyzerResource:
    """The resource as the request for the whole stack has it."""
    return analyzer_pb2.AnalyzerResource(
        type=one.type,
        urn=one.urn,
        name=one.name,
        properties=encode_properties(one.inputs),
        parent=one.parent,
        provider=_provider(one),
        dependencies=one.dependencies,
        propertyDependencies={
            key: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns) for key, urns in one.property_dependencies.items()
        },
    )


def _provider(one: Resource) -> analyzer_pb2.AnalyzerProviderResource | None:
    if one.provider is None:
        return None
    told = one.provider
    return analyzer_pb2.AnalyzerProviderResource(
        type=told.type, urn=told.urn, name=told.name, properties=encode_properties(told.inputs)
    )


if __name__ == "__main__":
    sys.exit(main())
